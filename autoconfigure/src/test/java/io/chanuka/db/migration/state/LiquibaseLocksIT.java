package io.chanuka.db.migration.state;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import liquibase.Liquibase;
import liquibase.integration.spring.Customizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The lock of Liquibase in a table of the application's choice, on a real PostgreSQL. The
 * statement that is logged and that of the analysis release it.
 */
@ExtendWith(OutputCaptureExtension.class)
class LiquibaseLocksIT {

	private static final Pattern RELEASE = Pattern.compile("release it: (update \\S+ set .*)");

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenTheTableIsConfiguredThenThatIsNamed(CapturedOutput output) {
		PostgresServer.execute(this.database.name(),
				"create schema tools authorization \"" + this.database.migrator() + "\"");
		assertReleased(output, "tools.shop_lock", Nothing.class, "spring.liquibase.liquibase-schema=tools",
				"spring.liquibase.database-change-log-lock-table=shop_lock");
	}

	@Test
	void whenTheCustomizerOfTheApplicationNamesTheTableThenThatIsNamed(CapturedOutput output) {
		assertReleased(output, "public.own_lock", OwnTable.class);
	}

	@Test
	void whenNoTableIsConfiguredThenTheDefaultIsNamed(CapturedOutput output) {
		assertReleased(output, "public.databasechangeloglock", Nothing.class);
	}

	private void assertReleased(CapturedOutput output, String table, Class<?> configuration, String... properties) {
		start(configuration, properties).close();
		hold(table);
		System.setProperty("liquibase.changelogLockWaitTimeInMinutes", "0");
		try {
			assertThatThrownBy(() -> start(configuration, properties)).isInstanceOf(BeanCreationException.class);
		}
		finally {
			System.clearProperty("liquibase.changelogLockWaitTimeInMinutes");
		}
		assertThat(output).contains("Liquibase waited for its lock in the table " + table + ", and did not get it.");
		List<String> statements = RELEASE.matcher(output).results().map((result) -> result.group(1)).toList();
		assertThat(statements).hasSize(2).allSatisfy((statement) -> assertThat(statement).contains(" " + table + " "));
		PostgresServer.execute(this.database.name(), statements.get(1));
		start(configuration, properties).close();
		assertThat(this.database.query("select count(*) from item")).containsExactly("0");
	}

	/**
	 * Liquibase takes the lock only if a change set is to be run.
	 */
	private void hold(String table) {
		List<String> logs = this.database.query(
				"select format('%I.%I', schemaname, tablename) from pg_tables where tablename = 'databasechangelog'");
		PostgresServer.execute(this.database.name(), "drop table item", "truncate " + logs.get(0),
				"update " + table + " set locked = true, lockedby = 'build-7', lockgranted = now()");
	}

	private ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
		return TestApplication.start(configuration,
				Stream
					.concat(Stream.of("chanuka.db.url=" + this.database.runtimeUrl(),
							"chanuka.db.migration.url=" + this.database.migrationUrl(), "chanuka.db.ssl.mode=disable",
							"spring.flyway.enabled=false", "spring.liquibase.enabled=true",
							"spring.liquibase.change-log=classpath:liquibase/changelog.sql"), Arrays.stream(properties))
					.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnTable {

		@Bean
		Customizer<Liquibase> ownTable() {
			return (liquibase) -> liquibase.getDatabase().setDatabaseChangeLogLockTableName("own_lock");
		}

	}

}
