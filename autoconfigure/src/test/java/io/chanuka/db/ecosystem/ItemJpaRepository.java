package io.chanuka.db.ecosystem;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/**
 * Items through JPA.
 */
public interface ItemJpaRepository extends JpaRepository<Item, Long> {

	@Query(nativeQuery = true, value = "select current_user")
	String currentUser();

}
