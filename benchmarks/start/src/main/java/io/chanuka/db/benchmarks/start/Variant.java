package io.chanuka.db.benchmarks.start;

import java.util.List;

/**
 * The application with its settings: Spring Boot as its documentation and the driver's
 * recommend it, or with the starter.
 */
enum Variant {

	PLAIN("plain") {

		/**
		 * The version saves a round trip for each connection, the session lock of Flyway
		 * a connection.
		 */
		@Override
		List<String> arguments(int port, String database) {
			return List.of(
					"--spring.datasource.url=jdbc:postgresql://localhost:" + port + "/" + database
							+ "?sslmode=require&assumeMinServerVersion=14&ApplicationName=start",
					"--spring.datasource.username=app", "--spring.datasource.password=secret",
					"--spring.datasource.hikari.maximum-pool-size=" + POOL_SIZE,
					"--spring.flyway.postgresql.transactional-lock=false");
		}

	},

	OURS("ours") {

		@Override
		List<String> arguments(int port, String database) {
			return List.of(
					"--chanuka.db.url=postgresql://app:secret@localhost:" + port + "/" + database + "?sslmode=require",
					"--chanuka.db.pool.max-size=" + POOL_SIZE, "--chanuka.db.pool.min-idle=" + POOL_SIZE);
		}

	};

	private static final int POOL_SIZE = 5;

	private final String label;

	Variant(String label) {
		this.label = label;
	}

	abstract List<String> arguments(int port, String database);

	@Override
	public String toString() {
		return this.label;
	}

}
