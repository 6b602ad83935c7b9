package io.chanuka.db.startup;

import java.util.Arrays;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.RestartableServer;

/**
 * What connects when an application starts, with one URL or two.
 */
enum StartupUse {

	FLYWAY, FLYWAY_WITH_TWO_URLS, JPA, JPA_WITH_TWO_URLS, POOL, POOL_WITH_TWO_URLS;

	/**
	 * The tests exclude it by default.
	 */
	static final String JPA_ON = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration,"
			+ "net.ttddyy.observation.boot.autoconfigure.DataSourceObservationAutoConfiguration";

	private static final String NO_FLYWAY = "spring.flyway.enabled=false";

	/**
	 * Creates the user of the second URL. Both may migrate, whichever is first.
	 */
	static void createUsers(RestartableServer server) {
		server.execute("create role migrator superuser login password 'secret'");
		server.execute("grant all on schema public to " + RestartableServer.USER);
		server.execute("alter default privileges for role migrator grant all on tables to " + RestartableServer.USER);
	}

	/**
	 * The properties of an application.
	 * @param address host and port of the server
	 * @param others further properties
	 */
	String[] properties(String address, String... others) {
		Stream<String> runtime = Stream.of("chanuka.db.url=" + url("app", address));
		Stream<String> migration = name().endsWith("_WITH_TWO_URLS")
				? Stream.of("chanuka.db.migration.url=" + url("migrator", address)) : Stream.empty();
		Stream<String> use = switch (this) {
			case FLYWAY, FLYWAY_WITH_TWO_URLS -> Stream.empty();
			case JPA -> Stream.of(NO_FLYWAY, JPA_ON);
			case JPA_WITH_TWO_URLS -> Stream.of(JPA_ON);
			case POOL, POOL_WITH_TWO_URLS -> Stream.of(NO_FLYWAY);
		};
		return Stream.of(runtime, migration, use, Arrays.stream(others)).flatMap((all) -> all).toArray(String[]::new);
	}

	private static String url(String user, String address) {
		return "postgresql://" + user + ":secret@" + address + "/postgres?sslmode=disable";
	}

}
