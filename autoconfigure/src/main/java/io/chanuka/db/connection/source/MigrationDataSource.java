package io.chanuka.db.connection.source;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Where Flyway and Liquibase get their connections: the migration endpoint, or the
 * runtime's own DataSource where a test has put another one in its place. Nothing is
 * pooled, so no connection stays open once migration is over.
 */
public final class MigrationDataSource extends DelegatingDataSource {

	/**
	 * Create a new instance.
	 * @param target where the connections come from
	 */
	public MigrationDataSource(DataSource target) {
		super(target);
	}

}
