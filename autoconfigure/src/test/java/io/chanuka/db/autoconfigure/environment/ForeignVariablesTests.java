package io.chanuka.db.autoconfigure.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.chanuka.db.autoconfigure.TestVariables;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.report.InvalidSettingsException;
import io.chanuka.db.settings.selection.UrlNames;
import io.chanuka.db.url.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every variable under another name, through started contexts. Nothing connects.
 */
class ForeignVariablesTests {

	private static final String URL = "postgresql://app:secret@db.example.com/shop";

	@ParameterizedTest
	@CsvSource({ "DATABASE_POOL_MAX, 7, pool.max-size, 7", "DB_POOL_MAX, 7, pool.max-size, 7",
			"DB_POOL_MIN, 2, pool.min-idle, 2", "DATABASE_POOL_IDLE_TIMEOUT, 40000, pool.idle-timeout, PT40S",
			"DB_IDLE_TIMEOUT, 40s, pool.idle-timeout, PT40S", "DB_IDLE_TIMEOUT_MS, 40000, pool.idle-timeout, PT40S",
			"DATABASE_CONNECTION_TIMEOUT, 4000, pool.connection-timeout, PT4S",
			"DB_CONNECTION_TIMEOUT, 4000, pool.connection-timeout, PT4S",
			"DB_CONNECTION_TIMEOUT_MS, 4000, pool.connection-timeout, PT4S", "DB_MAX_USES, 7500, pool.max-uses, 7500",
			"DB_STATEMENT_TIMEOUT, 30000, statement-timeout, PT30S", "DB_QUERY_TIMEOUT, 30000, query-timeout, PT30S",
			"DB_SSL, true, ssl.mode, true", "DB_SSL, false, ssl.mode, false", "DB_SSL, require, ssl.mode, require",
			"DB_SSL_REJECT_UNAUTHORIZED, false, ssl.reject-unauthorized, false",
			"DB_SSL_CA, PEM, ssl.root-certificate, PEM", "DB_SSL_CERT, PEM, ssl.certificate, PEM",
			"DB_SSL_KEY, PEM, ssl.private-key, PEM", "SSL_MODE, require, ssl.mode, require",
			"DATABASE_TRACE_QUERIES, true, statement-log.enabled, true",
			"DB_LOG_QUERIES, true, statement-log.enabled, true",
			"DB_LOG_CONNECTIONS, true, connection-log.enabled, true", "DATABASE_PROVIDER, local, provider, postgres",
			"DATABASE_DRIVER, pg, provider, postgres", "DATABASE_DRIVER, neon, provider, neon",
			"NEON_DATABASE, true, provider, neon" })
	void variableSetsTheProperty(String variable, String value, String key, String expected) {
		boolean neon = expected.equals("neon");
		// Without encryption no certificate is read.
		runner(variable, value, neon ? "NEON_DATABASE_URL" : "DATABASE_URL",
				neon ? "postgresql://u:p@ep-a-1.eu.aws.neon.tech/db" : URL + "?sslmode=disable")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				InputValue input = ForeignVariables.of(new RankedSources(context.getEnvironment()))
					.values()
					.get("chanuka.db." + key);
				assertThat(input.value()).hasToString(expected);
				assertThat(input.name()).isEqualTo(variable);
				assertThat(input.origin()).hasToString("variable " + variable);
				assertThat(context.getBean(DatabaseSettings.class)).isNotNull();
			});
	}

	@Test
	void logLevelIsTheOneOfOurLogger() {
		runner("DATABASE_LOG_LEVEL", "debug", "DATABASE_URL", URL)
			.run((context) -> assertThat(context.getEnvironment().getProperty("logging.level.io.chanuka.db"))
				.isEqualTo("debug"));
		runner("DATABASE_LOG_LEVEL", "debug", "DATABASE_URL", URL)
			.withPropertyValues("logging.level.io.chanuka.db=error")
			.run((context) -> assertThat(context.getEnvironment().getProperty("logging.level.io.chanuka.db"))
				.isEqualTo("error"));
	}

	@ParameterizedTest
	@CsvSource({ "DB_LOG_QUERIES, true, debug", "DATABASE_TRACE_QUERIES, TRUE, debug", "DB_LOG_QUERIES, false, ",
			"CHANUKA_DB_STATEMENTLOG_ENABLED, on, debug" })
	void whenStatementsAreLoggedThenTheirLevelIsSet(String variable, String value, String level) {
		runner(variable, value, "DATABASE_URL", URL)
			.run((context) -> assertThat(context.getEnvironment().getProperty("logging.level.io.chanuka.db.statements"))
				.isEqualTo(level));
	}

	@ParameterizedTest
	@CsvSource({ "warning, warn", "VERBOSE, trace", "nonsense, " })
	void unknownLogLevelDoesNotStopTheStart(String value, String expected) {
		runner("DATABASE_LOG_LEVEL", value, "DATABASE_URL", URL)
			.run((context) -> assertThat(context.getEnvironment().getProperty("logging.level.io.chanuka.db"))
				.isEqualTo(expected));
	}

	@ParameterizedTest
	@CsvSource({ "SSL_CA_PATH, ssl.root-certificate", "SSL_CERT_PATH, ssl.certificate",
			"SSL_KEY_PATH, ssl.private-key" })
	void pathsCountOnlyBesideAKnownMode(String variable, String key) {
		runner(variable, "/x.pem", "SSL_MODE", "disable", "DATABASE_URL", URL)
			.run((context) -> assertThat(values(context.getEnvironment()).get("chanuka.db." + key).value())
				.isEqualTo("file:/x.pem"));
		for (String mode : new String[] { "", "full", "on" }) {
			runner(variable, "/x.pem", "SSL_MODE", mode, "DATABASE_URL", URL)
				.run((context) -> assertThat(values(context.getEnvironment())).doesNotContainKey("chanuka.db." + key));
		}
	}

	@Test
	void partsMakeAUrl() {
		runner("POSTGRES_HOST", "pg.example.com", "POSTGRES_PORT", "5433", "POSTGRES_DB", "shop", "POSTGRES_USER",
				"app", "POSTGRES_PASSWORD", "p@ss")
			.run((context) -> assertRuntime(context.getBean(DatabaseSettings.class), "pg.example.com:5433/shop", "app",
					"p@ss"));
		runner("POSTGRES_HOST", "pg.example.com:5433", "POSTGRES_DATABASE", "shop", "POSTGRES_USER", "app",
				"POSTGRES_PASSWORD", "p@ss")
			.run((context) -> assertRuntime(context.getBean(DatabaseSettings.class), "pg.example.com:5433/shop", "app",
					"p@ss"));
	}

	@Test
	void nameThatHoldsAUrlIsIgnoredAndNeverShown() {
		runner("POSTGRES_HOST", "pg.example.com", "POSTGRES_DB", "postgresql://u:planted@h/db", "POSTGRES_USER", "app")
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().url().value().database()).isNull();
				assertThat(settings.toString() + settings.warnings()).doesNotContain("planted");
				assertIgnored(settings, "variable POSTGRES_DB (it holds a URL and not the name of a database)");
			});
	}

	@Test
	void portThatKubernetesSetsIsIgnored() {
		runner("POSTGRES_HOST", "pg.example.com", "POSTGRES_PORT", "tcp://10.0.0.1:5432").run((context) -> {
			DatabaseSettings settings = context.getBean(DatabaseSettings.class);
			assertThat(settings.runtime().url().value().firstHost().port()).isEqualTo(5432);
			assertIgnored(settings, "variable POSTGRES_PORT (it is not a port)");
		});
	}

	@Test
	void variablesThatKubernetesSetsForAServiceOfOurNameAreIgnored() {
		runner("DATABASE_URL", URL, "CHANUKA_DB_PORT", "tcp://10.0.0.1:5432", "CHANUKA_DB_SERVICE_HOST", "10.0.0.1",
				"CHANUKA_DB_SERVICE_PORT", "5432", "CHANUKA_DB_SERVICE_PORT_PG", "5432", "CHANUKA_DB_PORT_5432_TCP",
				"tcp://10.0.0.1:5432", "CHANUKA_DB_PORT_5432_TCP_PROTO", "tcp", "CHANUKA_DB_PORT_5432_TCP_PORT", "5432",
				"CHANUKA_DB_PORT_5432_TCP_ADDR", "10.0.0.1")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(DatabaseSettings.class).warnings())
					.containsExactly("Ignored: variable CHANUKA_DB_PORT (the address of a Kubernetes Service).");
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "DB_POOL_MAX | many | = many (it is not a whole number)",
			"DB_POOL_MAX | 0 | (0: it is less than 1)",
			"DB_IDLE_TIMEOUT | 30 | (30ms: it is shorter than 10s, and a plain number is milliseconds)",
			"DB_CONNECTION_TIMEOUT | 10 | it is shorter than 500ms",
			"DB_STATEMENT_TIMEOUT | 30 | (30ms: it is shorter than 1s, and a plain number is milliseconds)",
			"DB_QUERY_TIMEOUT | 3 | (3ms: it is shorter than 1s, and a plain number is milliseconds)",
			"DB_POOL_MIN | 50 | it is more than the maximum of 20",
			"DATABASE_DRIVER | org.postgresql.Driver | org.postgresql.driver is not a provider",
			"DATABASE_PROVIDER | neon | NEON_DATABASE_URL is not used", "SSL_MODE | full | full is not a mode",
			"DB_SSL | maybe | maybe is not a mode", "DB_SSL_REJECT_UNAUTHORIZED | maybe | it is not true or false",
			"DB_SSL_CA | nonsense | ", "POSTGRES_URL | mysql://u:planted@h/db | mysql://****** (it does not begin with",
			"DB_LOG_QUERIES | sometimes | it is not true or false" })
	void whatCannotBeUsedNeverStopsTheStart(String variable, String value, String reason) {
		runner("DATABASE_URL", URL, variable, value).run((context) -> {
			assertThat(context).hasNotFailed();
			DatabaseSettings settings = context.getBean(DatabaseSettings.class);
			assertThat(settings.runtimeTls().mode().value()).hasToString("verify-full");
			assertThat(settings.pool().maxSize().value()).isEqualTo(20);
			assertThat(settings.warnings()).singleElement()
				.asString()
				.startsWith("Ignored: variable " + variable)
				.contains((reason != null) ? reason : "")
				.doesNotContain("planted");
		});
	}

	@Test
	void whenTwoVariablesContradictThenBothAreIgnored() {
		runner("DATABASE_URL", URL, "DB_POOL_MAX", "5", "DATABASE_POOL_MAX", "6").run((context) -> {
			DatabaseSettings settings = context.getBean(DatabaseSettings.class);
			assertThat(settings.pool().maxSize().value()).isEqualTo(20);
			assertIgnored(settings,
					"variable DATABASE_POOL_MAX and variable DB_POOL_MAX (they mean the same and contradict)");
		});
	}

	@ParameterizedTest
	@CsvSource({ "DB_IDLE_TIMEOUT, 30s, DB_IDLE_TIMEOUT_MS, 30000", "DB_SSL, true, SSL_MODE, require",
			"DATABASE_DRIVER, PG, DATABASE_PROVIDER, local", "DB_LOG_QUERIES, TRUE, DATABASE_TRACE_QUERIES, true",
			"DB_POOL_MAX, 5, DATABASE_POOL_MAX, 5" })
	void whatMeansTheSameIsNoContradiction(String left, String leftValue, String right, String rightValue) {
		runner("DATABASE_URL", URL, left, leftValue, right, rightValue)
			.run((context) -> assertThat(context.getBean(DatabaseSettings.class).warnings())
				.noneMatch((warning) -> warning.contains("contradict")));
	}

	@Test
	void unusableUrlIsAnErrorOnlyIfNothingElseNamesADatabase() {
		runner("DATABASE_URL", "mysql://u:planted@h/db").withPropertyValues("chanuka.db.enabled=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingsException.class)
				.hasMessageContaining("variable DATABASE_URL = mysql://******: it does not begin with")
				.hasMessageNotContaining("planted"));
		runner("DATABASE_URL", "mysql://u:planted@h/db").withPropertyValues("chanuka.db.url=" + URL)
			.run((context) -> assertThat(context.getBean(DatabaseSettings.class).warnings()).singleElement()
				.asString()
				.startsWith("Ignored: variable DATABASE_URL = mysql://****** (it does not begin with"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "CHANUKA_DB_STATEMENT_TIMEOUT", "CHANUKA_DB_LOCK_TIMEOUT",
			"CHANUKA_DB_SHUTDOWN_DRAIN_TIMEOUT" })
	void shortDurationsGetAWarningThatNamesTheUnit(String variable) {
		runner("DATABASE_URL", URL, variable, "30")
			.run((context) -> assertThat(context.getBean(DatabaseSettings.class).warnings()).singleElement()
				.asString()
				.startsWith("variable " + variable + " sets chanuka.db.")
				.endsWith("to 30ms: a plain number is milliseconds. Write a unit, such as 30s."));
		runner("DATABASE_URL", URL, variable, "30s")
			.run((context) -> assertThat(context.getBean(DatabaseSettings.class).warnings()).isEmpty());
	}

	@Test
	void theStrongerSourceCountsKeyByKey() {
		runner("DATABASE_URL", URL, "DB_POOL_MAX", "6", "CHANUKA_DB_POOL_MIN_IDLE", "2", "DB_POOL_MIN", "3",
				"SPRING_DATASOURCE_HIKARI_IDLETIMEOUT", "50000", "DB_CONNECTION_TIMEOUT", "3000")
			.withPropertyValues("chanuka.db.pool.max-size=9", "chanuka.db.pool.idle-timeout=40s",
					"spring.datasource.hikari.connection-timeout=7000")
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.pool().maxSize().value()).isEqualTo(6);
				assertThat(settings.pool().minIdle().value()).isEqualTo(2);
				assertThat(settings.pool().minIdle().origin()).hasToString("variable CHANUKA_DB_POOL_MIN_IDLE");
				assertThat(settings.pool().idleTimeout().value()).hasSeconds(50);
				assertThat(settings.pool().connectionTimeout().value()).hasSeconds(7);
			});
	}

	@Test
	void blankCountsAsNotSet() {
		runner("DATABASE_URL", URL, "DB_POOL_MAX", "", "MIGRATION_DATABASE_URL", "  ", "CHANUKA_DB_POOL_MAX_SIZE", "",
				"CHANUKA_DB_URL", "")
			.withPropertyValues("chanuka.db.pool.max-size=9")
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.pool().maxSize().value()).isEqualTo(9);
				assertThat(settings.migration().url().value()).isEqualTo(settings.runtime().url().value());
			});
	}

	@Test
	void placeholderInAPasswordIsKept() {
		runner("DATABASE_URL", "postgresql://app:a${HOME}b${x@db.example.com/shop", "HOME", "/root")
			.run((context) -> assertRuntime(context.getBean(DatabaseSettings.class), "db.example.com:5432/shop", "app",
					"a${HOME}b${x"));
		runner("DATABASE_URL", "postgresql://app:a${HOME}b@db.example.com/shop", "HOME", "/root")
			.withPropertyValues("chanuka.db.url=${DATABASE_URL}")
			.run((context) -> assertRuntime(context.getBean(DatabaseSettings.class), "db.example.com:5432/shop", "app",
					"a${HOME}b"));
	}

	@Test
	void whenTheVariableOfAPlaceholderIsNotSetThenItIsNamed() {
		runner().withPropertyValues("chanuka.db.url=${MY_DATABASE_URL}")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingsException.class)
				.hasMessageContaining("= ${MY_DATABASE_URL}: the variable MY_DATABASE_URL is not set"));
		runner().withPropertyValues("chanuka.db.url=postgresql://${MY_HOST}/db")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("its placeholder ${MY_HOST} cannot be resolved"));
	}

	@Test
	void whenAVariableInTheUrlWasNotReplacedThenItIsNamed() {
		runner("DATABASE_URL", "postgresql://app:secret@$DB_HOST:5432/shop")
			.withPropertyValues("chanuka.db.enabled=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingsException.class)
				.hasMessageContaining("the variable DB_HOST in it was not replaced"));
	}

	@Test
	void ownVariablesCountInAFileOfVariables() {
		new ApplicationContextRunner().withConfiguration(TestVariables.configurations())
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("file [.env]",
						Map.of("CHANUKA_DB_URL", "\"postgresql://app:secret@db.example.com/shop\"",
								"CHANUKA_DB_POOL_MAX_SIZE", "'7'", "DB_POOL_MIN", "\"2\""))))
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertRuntime(settings, "db.example.com:5432/shop", "app", "secret");
				assertThat(settings.pool().maxSize().value()).isEqualTo(7);
				assertThat(settings.pool().minIdle().value()).isEqualTo(2);
				assertThat(settings.pool().minIdle().origin()).hasToString("variable DB_POOL_MIN in file [.env]");
			});
	}

	@Test
	void missingUrlNamesTheVariablesThatAreSeen() {
		runner("PGHOST", "db.example.com", "JDBC_DATABASE_URL", "jdbc:postgresql://h/db")
			.withPropertyValues("chanuka.db.enabled=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("no database URL is set; these variables are set and are not read: PGHOST, "
						+ "JDBC_DATABASE_URL"));
	}

	@Test
	void whenASwitchIsNoBooleanThenItIsReportedWithTheRest() {
		runner("DATABASE_URL", URL).withPropertyValues("chanuka.db.env-aliases.enabled=yess", "chanuka.db.enabled=yess")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingsException.class)
				.hasMessageContaining("chanuka.db.env-aliases.enabled in test = yess: it is not true or false")
				.hasMessageContaining("chanuka.db.enabled in test = yess: it is not true or false"));
	}

	@Test
	void whenTheyAreOffThenNothingCounts() {
		runner("DATABASE_URL", URL, "DB_POOL_MAX", "7", "DATABASE_LOG_LEVEL", "debug")
			.withPropertyValues("chanuka.db.env-aliases.enabled=false", "chanuka.db.url=postgresql://h/db")
			.withInitializer((context) -> new LogLevelPostProcessor().postProcessEnvironment(context.getEnvironment(),
					new SpringApplication()))
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().url().value().firstHost().host()).isEqualTo("h");
				assertThat(settings.pool().maxSize().value()).isEqualTo(5);
				assertThat(settings.pool().maxSize().origin()).hasToString("default of development");
				assertThat(settings.warnings()).isEmpty();
			});
	}

	@Test
	void everyVariableIsTestedHere() throws IOException {
		TreeSet<String> variables = ForeignVariables.ALL.stream()
			.map(ForeignVariables.Variable::name)
			.collect(Collectors.toCollection(TreeSet::new));
		variables.add(LogLevelPostProcessor.VARIABLE);
		variables.addAll(UrlNames.PARTS);
		String source = Files.readString(Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"));
		assertThat(variables).hasSize(28 + 6).allSatisfy((variable) -> assertThat(source).contains("\"" + variable));
	}

	private static Map<String, InputValue> values(Environment environment) {
		return ForeignVariables.of(new RankedSources(environment)).values();
	}

	private static void assertRuntime(DatabaseSettings settings, String target, String user, String password) {
		assertThat(settings.runtime().url().value().toJdbcUrl()).isEqualTo("jdbc:postgresql://" + target);
		assertThat(settings.runtime().credentials().value()).isEqualTo(new Credentials(user, password));
	}

	private static void assertIgnored(DatabaseSettings settings, String clause) {
		assertThat(settings.warnings())
			.anySatisfy((warning) -> assertThat(warning).startsWith("Ignored: ").contains(clause));
	}

	private static ApplicationContextRunner runner(String... variables) {
		return TestVariables.runner(variables);
	}

}
