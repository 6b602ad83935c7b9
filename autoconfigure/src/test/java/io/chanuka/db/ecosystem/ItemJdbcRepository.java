package io.chanuka.db.ecosystem;

import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

/**
 * Items through Spring Data JDBC.
 */
public interface ItemJdbcRepository extends CrudRepository<Item, Long> {

	@Query("select current_user")
	String currentUser();

}
