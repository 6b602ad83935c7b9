package io.chanuka.db.safetoadd;

import java.util.List;

/**
 * The dependencies that an application names.
 */
enum Variant {

	/**
	 * Spring Boot's starter for JDBC and the driver.
	 */
	JDBC("spring-boot-starter-jdbc", "postgresql"),

	/**
	 * JDBC, and migrations of its own by Flyway.
	 */
	FLYWAY("spring-boot-starter-flyway", "flyway-database-postgresql", "postgresql", "spring-boot-starter-test"),

	/**
	 * JDBC, and migrations of its own by Liquibase.
	 */
	LIQUIBASE("spring-boot-starter-jdbc", "spring-boot-liquibase", "postgresql"),

	/**
	 * JPA, another pool beside HikariCP, and what R2DBC needs at the least.
	 */
	JPA("spring-boot-starter-data-jpa", "commons-dbcp2", "r2dbc-spi", "postgresql"),

	/**
	 * The tests of an application with JDBC, on H2.
	 */
	JDBC_TESTS("spring-boot-starter-jdbc", "postgresql", "spring-boot-starter-test", "spring-boot-jdbc-test", "h2"),

	/**
	 * The tests of an application with JDBC, on HSQLDB.
	 */
	HSQLDB_TESTS("spring-boot-starter-jdbc", "postgresql", "spring-boot-starter-test", "spring-boot-jdbc-test",
			"hsqldb"),

	/**
	 * The tests of an application with JPA, on H2.
	 */
	JPA_TESTS("spring-boot-starter-data-jpa", "postgresql", "spring-boot-starter-test", "spring-boot-data-jpa-test",
			"spring-boot-jdbc-test", "h2"),

	/**
	 * The tests of an application with JDBC, on containers.
	 */
	CONTAINER_TESTS("spring-boot-starter-jdbc", "postgresql", "spring-boot-starter-test", "spring-boot-testcontainers",
			"testcontainers-postgresql", "spring-boot-docker-compose");

	private final List<String> dependencies;

	Variant(String... dependencies) {
		this.dependencies = List.of(dependencies);
	}

	List<String> dependencies() {
		return this.dependencies;
	}

}
