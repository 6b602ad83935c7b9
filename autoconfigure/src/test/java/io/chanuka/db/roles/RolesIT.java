package io.chanuka.db.roles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Runs the SQL of docs/roles.md, with the starter and JPA.
 */
class RolesIT {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	private static final String ROLES = "docs/roles.md";

	private final String shop = "shop" + COUNTER.incrementAndGet();

	private final String owner = this.shop + "_owner";

	private final String app = this.shop + "_app";

	private final DocumentedSql sql = DocumentedSql.read(ROLES, this.shop);

	@TempDir
	private Path migrations;

	/**
	 * In the place of the provider's administrator.
	 */
	private final String administrator = this.shop + "_admin";

	@BeforeEach
	void makeTheAdministrator() {
		PostgresServer.execute("postgres",
				"create role " + this.administrator + " login createrole createdb password 'admin'");
	}

	@Test
	void whenDatabaseIsNewThenTheApplicationWorksAndCannotChangeTheSchema() throws Exception {
		as(this.administrator, "admin", "postgres", this.sql.with("create role " + this.owner));
		asOwner(this.sql.with("alter default privileges"));
		protectHistory();
		for (int i = 0; i < 2; i++) {
			try (ConfigurableApplicationContext context = start()) {
				assertWorks(context);
				assertCannotChangeTheSchema(context);
				assertHistoryIsReadOnly(context);
			}
		}
	}

	@Test
	void whenEveryUserMayCreateTablesThenTheStatementsForOlderServersRevokeThat() throws Exception {
		as(this.administrator, "admin", "postgres", this.sql.with("create role " + this.owner));
		PostgresServer.execute(this.shop, "grant create on schema public to public",
				"alter schema public owner to postgres");
		asSuperuser(this.sql.with("revoke create"));
		asOwner(this.sql.with("alter default privileges"));
		protectHistory();
		try (ConfigurableApplicationContext context = start()) {
			assertWorks(context);
			assertCannotChangeTheSchema(context);
		}
	}

	@Test
	void whenHistoryIsNotProtectedThenTheApplicationMayChangeIt() throws Exception {
		as(this.administrator, "admin", "postgres", this.sql.with("create role " + this.owner));
		asOwner(this.sql.with("alter default privileges"));
		try (ConfigurableApplicationContext context = start()) {
			assertThat(jdbc(context).update("update flyway_schema_history set checksum = 1")).isPositive();
		}
	}

	@Test
	void whenSequencesAreNotGrantedThenOnlyIdentityColumnsWork() throws Exception {
		as(this.administrator, "admin", "postgres", this.sql.with("create role " + this.owner));
		asOwner(this.sql.with("alter default privileges").replace("usage, select on sequences", "select on sequences"));
		try (ConfigurableApplicationContext context = start()) {
			jdbc(context).update("insert into person (name) values ('one')");
			assertRefused(context, "insert into visit (name) values ('two')", "select nextval('ticket_seq')");
		}
	}

	/**
	 * The migration that protects the history may run where one user does everything.
	 */
	@Test
	void whenTheUserOfTheApplicationOwnsTheTablesThenItBecomesTheOneForMigrations() throws Exception {
		as(this.administrator, "admin", "postgres", this.sql.with("create role " + this.owner));
		protectHistory();
		try (ConfigurableApplicationContext context = startWithOneUser(this.owner, "other")) {
			assertWorks(context);
		}
		asOwner(this.sql.with("on all tables in schema public"));
		asOwner(this.sql.with("on all tables in schema public").replace("public", "audit"));
		asOwner(this.sql.with("alter default privileges"));
		protectHistory("V3");
		try (ConfigurableApplicationContext context = start()) {
			assertWorks(context);
			assertCannotChangeTheSchema(context);
			assertHistoryIsReadOnly(context);
		}
	}

	@ParameterizedTest
	@CsvSource({ "app, everything", "app, reassign", "postgres, everything" })
	void whenTablesBelongToOthersThenTheirOwnerIsChanged(String before, String way) throws Exception {
		as(this.administrator, "admin", "postgres", this.sql.with("create role " + this.owner));
		String first = (before.equals("app")) ? this.app : before;
		PostgresServer.execute("postgres", "alter database " + this.shop + " owner to " + first);
		try (ConfigurableApplicationContext context = startWithOneUser(first, "secret")) {
			assertWorks(context);
			jdbc(context).execute(Files.readString(Path.of("src/test/resources/db/objects.sql")));
		}
		asSuperuser(way.equals("reassign") ? reassign() : this.sql.with("alter database"));
		assertThat(ownersOtherThan(this.owner)).isEmpty();
		asOwner(this.sql.with("on all tables in schema public"));
		asOwner(this.sql.with("on all tables in schema public").replace("public", "audit"));
		asOwner(this.sql.with("alter default privileges"));
		protectHistory();
		try (ConfigurableApplicationContext context = start()) {
			assertWorks(context);
			assertCannotChangeTheSchema(context);
			assertHistoryIsReadOnly(context);
			assertThat(jdbc(context).queryForObject("select count(*) from visit", Integer.class)).isEqualTo(2);
		}
	}

	private void assertWorks(ConfigurableApplicationContext context) {
		EntityManager entities = context.getBean(EntityManager.class);
		context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
			entities.persist(new Ticket("one"));
			entities.persist(new Visit("two"));
			entities.persist(new Person("three"));
		});
		jdbc(context).update("insert into audit.entry (name) values ('four')");
		jdbc(context).update("update ticket set name = 'five'");
		jdbc(context).update("delete from audit.entry");
	}

	private void assertCannotChangeTheSchema(ConfigurableApplicationContext context) {
		assertThat(jdbc(context).queryForObject("select current_user", String.class)).isEqualTo(this.app);
		assertRefused(context, "drop table ticket", "alter table visit add column more text", "truncate visit",
				"create table own (id int)", "create table if not exists visit (id int)", "create schema own",
				"create table audit.own (id int)", "drop sequence ticket_seq", "create index on visit (name)");
	}

	private void assertHistoryIsReadOnly(ConfigurableApplicationContext context) {
		assertThat(jdbc(context).queryForList("select distinct installed_by from flyway_schema_history", String.class))
			.contains(this.owner);
		assertRefused(context, "update flyway_schema_history set success = false", "delete from flyway_schema_history",
				"insert into flyway_schema_history select * from flyway_schema_history",
				"truncate flyway_schema_history");
	}

	private static void assertRefused(ConfigurableApplicationContext context, String... statements) {
		for (String statement : statements) {
			DataAccessException refused = catchThrowableOfType(DataAccessException.class,
					() -> jdbc(context).execute(statement));
			assertThat(refused).as(statement).isNotNull();
			assertThat(((SQLException) refused.getMostSpecificCause()).getSQLState()).as(statement).isEqualTo("42501");
		}
	}

	private List<String> ownersOtherThan(String owner) throws SQLException {
		try (Connection connection = PostgresServer.superuser(this.shop)) {
			return new JdbcTemplate(new SingleConnectionDataSource(connection, true))
				.queryForList("select name || ' ' || owner from (select relname, relowner::regrole::text, relnamespace "
						+ "from pg_class union all select proname, proowner::regrole::text, pronamespace from pg_proc "
						+ "where not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'i') "
						+ "union all select typname, typowner::regrole::text, typnamespace from pg_type where typname !~ 'multirange' "
						+ "union all select nspname, nspowner::regrole::text, oid from pg_namespace "
						+ "union all select datname, datdba::regrole::text, 'public'::regnamespace from pg_database "
						+ "where datname = current_database()) o (name, owner, namespace) "
						+ "where namespace::regnamespace::text in ('public', 'audit') and owner not in (?, 'pg_database_owner')",
						String.class, owner);
		}
	}

	/**
	 * The statement in the text of the guide.
	 */
	private String reassign() throws IOException {
		String statement = "reassign owned by " + this.app + " to " + this.owner;
		assertThat(Files.readString(Path.of("..", ROLES)).replace("shop", this.shop)).contains("`" + statement + "`");
		return statement + ";";
	}

	private void protectHistory() throws IOException {
		protectHistory("V2");
	}

	private void protectHistory(String version) throws IOException {
		Files.writeString(this.migrations.resolve(version + "__protect_history.sql"),
				this.sql.with("flyway_schema_history"));
	}

	private void asOwner(String block) throws SQLException {
		as(this.owner, "other", this.shop, block);
	}

	private void asSuperuser(String block) {
		PostgresServer.execute(this.shop, DocumentedSql.statements(block).toArray(String[]::new));
	}

	private void as(String user, String password, String database, String block) throws SQLException {
		try (Connection connection = DriverManager
			.getConnection("jdbc:postgresql://127.0.0.1:" + PostgresServer.port() + "/" + database, user, password);
				Statement statement = connection.createStatement()) {
			for (String each : DocumentedSql.statements(block)) {
				statement.execute(each);
			}
		}
	}

	private ConfigurableApplicationContext start() {
		return startWithOneUser(this.app, "secret", "chanuka.db.migration.url=" + url(this.owner, "other"));
	}

	private ConfigurableApplicationContext startWithOneUser(String user, String password, String... properties) {
		return TestApplication.start(Entities.class, Stream.concat(Stream.of(
				"spring.autoconfigure.exclude=net.ttddyy.observation.boot.autoconfigure.DataSourceObservationAutoConfiguration,"
						+ "org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration",
				"spring.jpa.hibernate.ddl-auto=validate",
				"spring.flyway.locations=classpath:db/roles,filesystem:" + this.migrations,
				"chanuka.db.url=" + url(user, password)), Arrays.stream(properties))
			.toArray(String[]::new));
	}

	private String url(String user, String password) {
		return "postgresql://" + user + ":" + password + "@127.0.0.1:" + PostgresServer.port() + "/" + this.shop;
	}

	private static JdbcTemplate jdbc(ConfigurableApplicationContext context) {
		return context.getBean(JdbcTemplate.class);
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Ticket.class)
	static class Entities {

	}

}
