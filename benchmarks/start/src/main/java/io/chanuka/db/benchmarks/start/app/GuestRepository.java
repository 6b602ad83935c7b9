package io.chanuka.db.benchmarks.start.app;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * A repository as applications with JPA have them.
 */
interface GuestRepository extends JpaRepository<Guest, Long> {

}
