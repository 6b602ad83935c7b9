package io.chanuka.db.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.InvalidSettingsException;
import io.chanuka.db.url.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every variable of another name, through started contexts. Nothing connects.
 */
class EnvironmentAliasesTests {

	private static final String URL = "postgresql://app:secret@db.example.com/shop";

	@ParameterizedTest
	@CsvSource({ "DATABASE_POOL_MAX, 7, pool.max-size, 7", "DB_POOL_MAX, 7, pool.max-size, 7",
			"DB_POOL_MIN, 2, pool.min-idle, 2", "DATABASE_POOL_IDLE_TIMEOUT, 40000, pool.idle-timeout, PT40S",
			"DB_IDLE_TIMEOUT, 40s, pool.idle-timeout, PT40S", "DB_IDLE_TIMEOUT_MS, 40000, pool.idle-timeout, PT40S",
			"DATABASE_CONNECTION_TIMEOUT, 4000, pool.connection-timeout, PT4S",
			"DB_CONNECTION_TIMEOUT, 4000, pool.connection-timeout, PT4S",
			"DB_CONNECTION_TIMEOUT_MS, 4000, pool.connection-timeout, PT4S", "DB_MAX_USES, 7500, pool.max-uses, 7500",
			"DB_STATEMENT_TIMEOUT, 30000, statement-timeout, PT30S", "DB_QUERY_TIMEOUT, 30000, query-timeout, PT30S",
			"DB_SSL, true, ssl.mode, verify-full", "DB_SSL, false, ssl.mode, disable",
			"DB_SSL, require, ssl.mode, require", "DB_SSL_REJECT_UNAUTHORIZED, false, ssl.reject-unauthorized, false",
			"DB_SSL_CA, PEM, ssl.root-certificate, PEM", "DB_SSL_CERT, PEM, ssl.certificate, PEM",
			"DB_SSL_KEY, PEM, ssl.private-key, PEM", "SSL_MODE, require, ssl.mode, require",
			"DATABASE_TRACE_QUERIES, true, statement-log.enabled, true",
			"DB_LOG_QUERIES, true, statement-log.enabled, true",
			"DB_LOG_CONNECTIONS, true, connection-log.enabled, true", "DATABASE_PROVIDER, local, provider, postgres",
			"DATABASE_DRIVER, pg, provider, postgres", "DATABASE_DRIVER, neon, provider, neon",
			"NEON_DATABASE, true, provider, neon" })
	void variableSetsTheProperty(String variable, String value, String key, String expected) {
		boolean neon = expected.equals("neon");
		// Without encryption nobody tries to read the certificates.
		runner(variable, value, neon ? "NEON_DATABASE_URL" : "DATABASE_URL",
				neon ? "postgresql://u:p@ep-a-1.eu.aws.neon.tech/db" : URL + "?sslmode=disable")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				InputValue input = new SettingsInputReader(context.getEnvironment()).read(null, null)
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
	}

	@ParameterizedTest
	@CsvSource({ "SSL_CA_PATH, ssl.root-certificate", "SSL_CERT_PATH, ssl.certificate",
			"SSL_KEY_PATH, ssl.private-key" })
	void pathsCountOnlyBesideTheMode(String variable, String key) {
		runner(variable, "/x.pem", "SSL_MODE", "disable", "DATABASE_URL", URL)
			.run((context) -> assertThat(context.getEnvironment().getProperty("chanuka.db." + key))
				.isEqualTo("file:/x.pem"));
		runner(variable, "/x.pem", "DATABASE_URL", URL)
			.run((context) -> assertThat(context.getEnvironment().getProperty("chanuka.db." + key)).isNull());
	}

	@Test
	void partsMakeAUrl() {
		runner("POSTGRES_HOST", "pg.example.com", "POSTGRES_PORT", "5433", "POSTGRES_DB", "shop", "POSTGRES_USER",
				"app", "POSTGRES_PASSWORD", "p@ss")
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().url().value().toJdbcUrl())
					.isEqualTo("jdbc:postgresql://pg.example.com:5433/shop");
				assertThat(settings.runtime().credentials().value()).isEqualTo(new Credentials("app", "p@ss"));
			});
	}

	@Test
	void whenUrlIsSetThenPartsArePassedOverWithAWord() {
		runner("DATABASE_URL", URL, "POSTGRES_HOST", "pg.example.com", "POSTGRES_USER", "other", "POSTGRES_PASSWORD",
				"x")
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().url().value().firstHost().host()).isEqualTo("db.example.com");
				assertThat(settings.runtime().credentials().value()).isEqualTo(new Credentials("app", "secret"));
				assertThat(settings.warnings()).anySatisfy((warning) -> assertThat(warning)
					.isEqualTo("POSTGRES_HOST and its kin are passed over: DATABASE_URL is set."));
			});
	}

	@Test
	void whenAFileNamesTheUrlThenPartsAndTheirCredentialsArePassedOver() {
		runner("POSTGRES_HOST", "pg.example.com", "POSTGRES_USER", "other", "POSTGRES_PASSWORD", "x")
			.withPropertyValues("chanuka.db.url=" + URL)
			.run((context) -> assertThat(context.getBean(DatabaseSettings.class).runtime().credentials().value())
				.isEqualTo(new Credentials("app", "secret")));
	}

	@Test
	void whenOnlySomePartsAreSetWithoutAHostThenTheyBelongToSomebodyElse() {
		runner("POSTGRES_USER", "other", "POSTGRES_PASSWORD", "x", "POSTGRES_DB", "y", "DATABASE_URL", URL)
			.run((context) -> assertThat(context.getBean(DatabaseSettings.class).runtime().credentials().value())
				.isEqualTo(new Credentials("app", "secret")));
	}

	@ParameterizedTest
	@CsvSource({ "DATABASE_URL_UNPOOLED", "POSTGRES_URL_NON_POOLING", "DATABASE_UNPOOLED_URL", "DIRECT_URL",
			"MIGRATION_DATABASE_URL" })
	void siblingIsForMigrations(String variable) {
		runner("DATABASE_URL", URL, variable, "postgresql://app:secret@direct.example.com/shop").run((context) -> {
			DatabaseSettings settings = context.getBean(DatabaseSettings.class);
			assertThat(settings.runtime().url().value().firstHost().host()).isEqualTo("db.example.com");
			assertThat(settings.migration().url().value().firstHost().host()).isEqualTo("direct.example.com");
			assertThat(settings.migration().url().origin()).hasToString("variable " + variable);
		});
	}

	@Test
	void explicitMigrationUrlBeatsASibling() {
		runner("DATABASE_URL", URL, "DIRECT_URL", "postgresql://direct.example.com/shop", "MIGRATION_DATABASE_URL",
				"postgresql://owner:o@own.example.com/shop")
			.run((context) -> assertThat(
					context.getBean(DatabaseSettings.class).migration().url().value().firstHost().host())
				.isEqualTo("own.example.com"));
	}

	@Test
	void siblingAloneIsNoUrl() {
		runner("DIRECT_URL", "postgresql://direct.example.com/shop").withPropertyValues("chanuka.db.url=" + URL)
			.run((context) -> assertThat(
					context.getBean(DatabaseSettings.class).migration().url().value().firstHost().host())
				.isEqualTo("db.example.com"));
	}

	@Test
	void siblingBelongsToTheUrlThatItIsSetBeside() {
		runner("CHANUKA_DB_URL", "postgresql://own.example.com/shop", "DATABASE_URL", URL, "DIRECT_URL",
				"postgresql://direct.example.com/shop")
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().url().value().firstHost().host()).isEqualTo("own.example.com");
				assertThat(settings.migration().url().value().firstHost().host()).isEqualTo("own.example.com");
			});
	}

	@Test
	void atPrismaThePlainUrlIsTheDirectOne() {
		runner("DATABASE_URL", "postgresql://direct.example.com/shop", "DATABASE_URL_POOLED",
				"postgresql://pooled.example.com/shop")
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().url().value().firstHost().host()).isEqualTo("pooled.example.com");
				assertThat(settings.migration().url().value().firstHost().host()).isEqualTo("direct.example.com");
			});
	}

	@ParameterizedTest
	@CsvSource({ "DATABASE_PROVIDER, neon", "DATABASE_DRIVER, neon", "NEON_DATABASE, true" })
	void switchChoosesTheUrlOfNeon(String variable, String value) {
		runner(variable, value, "DATABASE_URL", URL, "NEON_DATABASE_URL", "postgresql://u:p@ep-a-1.eu.aws.neon.tech/db")
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().url().value().firstHost().host()).isEqualTo("ep-a-1.eu.aws.neon.tech");
				assertThat(settings.warnings()).anySatisfy((warning) -> assertThat(warning)
					.isEqualTo("DATABASE_URL is passed over: the switch to Neon chooses NEON_DATABASE_URL."));
			});
	}

	@Test
	void whenNeonIsNotChosenThenItsUrlIsPassedOverWithAWord() {
		runner("DATABASE_PROVIDER", "local", "DATABASE_URL", URL, "NEON_DATABASE_URL",
				"postgresql://u:p@x.neon.tech/db")
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().url().value().firstHost().host()).isEqualTo("db.example.com");
				assertThat(settings.warnings())
					.contains("NEON_DATABASE_URL is passed over: DATABASE_PROVIDER=neon would choose it.");
			});
	}

	@Test
	void whenNeonIsChosenWithoutItsUrlThenRefuses() {
		runner("DATABASE_PROVIDER", "neon", "DATABASE_URL", URL).run((context) -> assertThat(context).hasFailed()
			.getFailure()
			.rootCause()
			.isInstanceOf(InvalidSettingsException.class)
			.hasMessageContaining(
					"variable DATABASE_PROVIDER = neon: it chooses Neon, but the host db.example.com is not"));
	}

	@Test
	void whenTwoVariablesContradictThenNamesBoth() {
		runner("DATABASE_URL", URL, "DB_POOL_MAX", "5", "DATABASE_POOL_MAX", "6")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingsException.class)
				.hasMessageContaining("variables DATABASE_POOL_MAX and DB_POOL_MAX: they mean the same"));
	}

	@Test
	void whenTwoVariablesAgreeThenBothAreFine() {
		runner("DATABASE_URL", URL, "DB_POOL_MAX", "5", "DATABASE_POOL_MAX", "5").run(
				(context) -> assertThat(context.getBean(DatabaseSettings.class).pool().maxSize().value()).isEqualTo(5));
	}

	@Test
	void whenVariableIsWrongThenTheErrorNamesTheVariable() {
		runner("DATABASE_URL", "mysql://u:planted@h/db", "DB_POOL_MAX", "many", "DB_IDLE_TIMEOUT", "1s")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingsException.class)
				.hasMessageContaining("variable DB_POOL_MAX = many: it is not a whole number")
				.hasMessageContaining("variable DB_IDLE_TIMEOUT = 1s: it is shorter than 10s")
				.hasMessageContaining("variable DATABASE_URL = mysql://******: it does not begin with")
				.hasMessageNotContaining("planted"));
	}

	@Test
	void ownVariablesBeatAliasesAndAliasesBeatFiles() {
		runner("DATABASE_URL", URL, "DB_POOL_MAX", "6", "CHANUKA_DB_POOL_MIN_IDLE", "2", "DB_POOL_MIN", "3")
			.withPropertyValues("chanuka.db.pool.max-size=9")
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.pool().maxSize().value()).isEqualTo(6);
				assertThat(settings.pool().minIdle().value()).isEqualTo(2);
				assertThat(settings.pool().minIdle().origin()).hasToString("variable CHANUKA_DB_POOL_MIN_IDLE");
			});
	}

	@Test
	void blankVariablesCountAsNotSet() {
		runner("DATABASE_URL", URL, "DB_POOL_MAX", "", "MIGRATION_DATABASE_URL", "  ").run((context) -> {
			DatabaseSettings settings = context.getBean(DatabaseSettings.class);
			assertThat(settings.pool().maxSize().value()).isEqualTo(20);
			assertThat(settings.migration().url().value()).isEqualTo(settings.runtime().url().value());
		});
	}

	@ParameterizedTest
	@CsvSource({ "chanuka.db.url, test", "spring.datasource.url, test", "chanuka.db.url, ci" })
	void whenTestsNameAUrlThenTheShellsDoesNotBeatIt(String property, String profile) {
		runner("DATABASE_URL", "postgresql://u:p@production.example.com/shop")
			.withPropertyValues(property + "=jdbc:postgresql://localhost/test", "spring.profiles.active=" + profile)
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().url().value().firstHost().host()).isEqualTo("localhost");
				assertThat(settings.migration().url().value().firstHost().host()).isEqualTo("localhost");
				assertThat(settings.warnings()).anySatisfy((warning) -> assertThat(warning)
					.startsWith("DATABASE_URL passed over: in the testing environment"));
			});
	}

	@ParameterizedTest
	@CsvSource({ "chanuka.db.url", "spring.datasource.url", "chanuka.db.host" })
	void whenATestAddsItsUrlLateThenTheShellsDoesNotBeatIt(String property) {
		String url = property.endsWith("host") ? "localhost" : "jdbc:postgresql://localhost:5555/test";
		runner("DATABASE_URL", "postgresql://u:p@production.example.com/shop", "DIRECT_URL",
				"postgresql://u:p@direct.example.com/shop", "MIGRATION_DATABASE_URL",
				"postgresql://u:p@own.example.com/shop", "POSTGRES_HOST", "parts.example.com")
			.withPropertyValues("spring.profiles.active=test")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("Dynamic Test Properties", Map.of(property, url))))
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().url().value().firstHost().host()).isEqualTo("localhost");
				assertThat(settings.migration().url().value().firstHost().host()).isEqualTo("localhost");
			});
	}

	@Test
	void credentialsOfAFileNeverGoToTheHostOfAVariable() {
		runner("DATABASE_URL", URL, "MIGRATION_DATABASE_URL", "postgresql://owner:o@own.example.com/shop")
			.withPropertyValues("chanuka.db.url=postgresql://localhost/dev", "chanuka.db.username=dev",
					"chanuka.db.password=devpw", "chanuka.db.migration.username=devowner",
					"chanuka.db.migration.password=devpw2")
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().credentials().value()).isEqualTo(new Credentials("app", "secret"));
				assertThat(settings.migration().credentials().value()).isEqualTo(new Credentials("owner", "o"));
				assertThat(settings.warnings()).contains(
						"chanuka.db.username in test is passed over: variable DATABASE_URL brings its own user.",
						"chanuka.db.url in test is passed over: variable DATABASE_URL names the URL.");
			});
	}

	@Test
	void credentialsOfAStrongerSourceBeatThoseInTheUrlOfAVariable() {
		runner("DATABASE_URL", URL, "CHANUKA_DB_PASSWORD", "rotated")
			.run((context) -> assertThat(context.getBean(DatabaseSettings.class).runtime().credentials().value())
				.isEqualTo(new Credentials("app", "rotated")));
	}

	@Test
	void whenAFileOnlyRepeatsTheVariableThenNothingIsWorthAWord() {
		runner("DATABASE_URL", URL).withPropertyValues("chanuka.db.url=${DATABASE_URL:}")
			.run((context) -> assertThat(context.getBean(DatabaseSettings.class).warnings()).isEmpty());
	}

	@Test
	void plainDriverDoesNotHideThePoolerFromMigrations() {
		runner("DATABASE_DRIVER", "PG", "DATABASE_URL", "postgresql://u:p@ep-a-1-pooler.eu.aws.neon.tech/db")
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().provider().provider()).hasToString("postgres");
				assertThat(settings.runtime().provider().kind()).hasToString("transaction-pooled");
				assertThat(settings.migration().url().value().firstHost().host()).isEqualTo("ep-a-1.eu.aws.neon.tech");
			});
	}

	@Test
	void migrationUrlCountsAlsoBesideAFilesUrlAndPassedOverParts() {
		runner("POSTGRES_HOST", "pg.example.com", "MIGRATION_DATABASE_URL", "postgresql://o:o@own.example.com/shop")
			.withPropertyValues("chanuka.db.url=" + URL)
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().url().value().firstHost().host()).isEqualTo("db.example.com");
				assertThat(settings.migration().url().value().firstHost().host()).isEqualTo("own.example.com");
				assertThat(settings.warnings())
					.contains("POSTGRES_HOST and its kin are passed over: chanuka.db.url is set.");
			});
	}

	@Test
	void neonIsCheckedAgainstTheUrlThatCounts() {
		runner("CHANUKA_DB_URL", "postgresql://u:p@ep-a-1.eu.aws.neon.tech/db", "DATABASE_URL", URL,
				"DATABASE_PROVIDER", "Neon", "NEON_DATABASE", "true")
			.run((context) -> assertThat(context.getBean(DatabaseSettings.class).warnings())
				.contains("variable DATABASE_URL is passed over: variable CHANUKA_DB_URL names the URL."));
		runner("POSTGRES_HOST", "localhost", "DATABASE_PROVIDER", "neon")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("it chooses Neon, but the host localhost is not one of Neon"));
	}

	@ParameterizedTest
	@CsvSource({ "DB_IDLE_TIMEOUT, 30s, DB_IDLE_TIMEOUT_MS, 30000", "DB_SSL, true, SSL_MODE, require",
			"DATABASE_DRIVER, PG, DATABASE_PROVIDER, local", "DB_LOG_QUERIES, TRUE, DATABASE_TRACE_QUERIES, true" })
	void whatMeansTheSameIsNoContradiction(String left, String leftValue, String right, String rightValue) {
		runner("DATABASE_URL", URL, left, leftValue, right, rightValue)
			.run((context) -> assertThat(context.getBean(DatabaseSettings.class)).isNotNull());
	}

	@Test
	void portThatKubernetesInjectsIsPassedOver() {
		runner("POSTGRES_HOST", "pg.example.com", "POSTGRES_PORT", "tcp://10.0.0.1:5432").run((context) -> {
			DatabaseSettings settings = context.getBean(DatabaseSettings.class);
			assertThat(settings.runtime().url().value().firstHost().port()).isEqualTo(5432);
			assertThat(settings.warnings()).anySatisfy((warning) -> assertThat(warning).contains("POSTGRES_PORT"));
		});
	}

	@ParameterizedTest
	@CsvSource({ "warning, warn", "VERBOSE, trace", "nonsense, " })
	void unknownLogLevelDoesNotStopTheStart(String value, String expected) {
		runner("DATABASE_LOG_LEVEL", value, "DATABASE_URL", URL)
			.run((context) -> assertThat(context.getEnvironment().getProperty("logging.level.io.chanuka.db"))
				.isEqualTo(expected));
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
	void whenAliasesAreOffThenNothingCounts() {
		runner("DATABASE_URL", URL, "DB_POOL_MAX", "5")
			.withPropertyValues("chanuka.db.env-aliases.enabled=false", "chanuka.db.url=postgresql://h/db")
			.run((context) -> {
				DatabaseSettings settings = context.getBean(DatabaseSettings.class);
				assertThat(settings.runtime().url().value().firstHost().host()).isEqualTo("h");
				assertThat(settings.pool().maxSize().value()).isEqualTo(5);
				assertThat(settings.pool().maxSize().origin()).hasToString("default of development");
			});
	}

	@Test
	void everyVariableOfTheTablesIsTestedHere() throws IOException {
		TreeSet<String> variables = EnvironmentAliases.SCALARS.stream()
			.map(EnvironmentAliases.Alias::variable)
			.collect(Collectors.toCollection(TreeSet::new));
		variables.addAll(UrlAliases.DIRECT_SIBLINGS);
		variables.addAll(UrlAliases.PARTS.keySet());
		String source = Files.readString(Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"));
		assertThat(variables).hasSize(28 + 4 + 5)
			.allSatisfy((variable) -> assertThat(source).contains("\"" + variable));
	}

	private static ApplicationContextRunner runner(String... variables) {
		Map<String, Object> environment = new LinkedHashMap<>();
		for (int i = 0; i < variables.length; i += 2) {
			environment.put(variables[i], variables[i + 1]);
		}
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ChanukaConnectionDetailsAutoConfiguration.class,
					DataSourceAutoConfiguration.class, ChanukaDataSourceAutoConfiguration.class))
			.withInitializer((context) -> prepare(context.getEnvironment(), environment));
	}

	/**
	 * The runner's properties stand above everything; here they are a file's.
	 */
	private static void prepare(ConfigurableEnvironment environment, Map<String, Object> variables) {
		MutablePropertySources sources = environment.getPropertySources();
		PropertySource<?> file = sources.remove("test");
		sources.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						variables));
		if (file != null) {
			sources.addLast(file);
		}
		new EnvironmentAliasesPostProcessor().postProcessEnvironment(environment, new SpringApplication());
	}

}
