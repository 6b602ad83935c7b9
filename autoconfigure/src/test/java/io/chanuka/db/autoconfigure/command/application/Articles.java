package io.chanuka.db.autoconfigure.command.application;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * What the beans of the application need, so that each of them would set JPA up.
 */
interface Articles extends JpaRepository<Article, Long> {

}
