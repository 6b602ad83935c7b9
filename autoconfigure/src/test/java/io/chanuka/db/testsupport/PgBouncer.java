package io.chanuka.db.testsupport;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PgBouncer, without support for prepared statements and with few connections to
 * the server, so that its clients meet on them.
 */
public final class PgBouncer extends GenericContainer<PgBouncer> {

	/**
	 * How many connections it has to the server.
	 */
	public static final int SERVER_CONNECTIONS = 5;

	private static final String SERVER = "server";

	/**
	 * Create a new instance.
	 * @param network where the server is
	 * @param mode the mode of the pool
	 * @param ignored the parameters at the start of a session that are ignored; others
	 * are refused
	 */
	public PgBouncer(Network network, String mode, String ignored) {
		super("edoburu/pgbouncer:v1.24.1-p1");
		withNetwork(network);
		withEnv("DB_HOST", SERVER);
		withEnv("DB_USER", "test");
		withEnv("DB_PASSWORD", "test");
		withEnv("AUTH_TYPE", "scram-sha-256");
		withEnv("POOL_MODE", mode);
		withEnv("DEFAULT_POOL_SIZE", Integer.toString(SERVER_CONNECTIONS));
		withEnv("MAX_PREPARED_STATEMENTS", "0");
		withEnv("IGNORE_STARTUP_PARAMETERS", ignored);
		withExposedPorts(5432);
		waitingFor(Wait.forLogMessage(".*process up.*", 1));
	}

	/**
	 * A server for them.
	 * @param network where it is
	 */
	public static PostgreSQLContainer server(Network network) {
		return new PostgreSQLContainer("postgres:18-alpine").withNetwork(network).withNetworkAliases(SERVER);
	}

	/**
	 * The URL, at a port that tells nothing.
	 * @param database the database
	 */
	public String url(String database) {
		return "postgresql://test:test@" + getHost() + ":" + getMappedPort(5432) + "/" + database;
	}

	/**
	 * How often it has refused a parameter at the start of a session.
	 */
	public long refusals() {
		return getLogs().lines()
			.filter((line) -> line.contains("closing because: unsupported startup parameter"))
			.count();
	}

}
