package io.chanuka.db.settings.resolve;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.provider.Provider;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.PoolSettings;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.Platform;
import io.chanuka.db.settings.input.RedirectedEndpoint;
import io.chanuka.db.settings.input.SettingsInput;
import io.chanuka.db.settings.input.UnknownKey;
import io.chanuka.db.settings.report.InvalidSettingsException;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.testsupport.TestInput;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.url.Credentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link SettingsResolver}.
 */
class SettingsResolverTests {

	private static final String NEON = "postgresql://app:secret@ep-a-1-pooler.eu.aws.neon.tech/shop?sslmode=require";

	private final Map<String, InputValue> values = new LinkedHashMap<>();

	private List<String> profiles = List.of();

	private @Nullable RedirectedEndpoint runtime;

	private @Nullable RedirectedEndpoint migration;

	@ParameterizedTest
	@CsvSource({ "production, 20, 5, 30, 10, true", "staging, 15, 5, 30, 10, true", "development, 5, 1, 30, 10, false",
			"testing, 3, 0, 10, 5, false" })
	void whenEnvironmentIsSetThenItsRowOfDefaultsHolds(String environment, int max, int min, int idle, int wait,
			boolean keepAlive) {
		set("chanuka.db.url", "postgresql://h.example.com/db");
		set("chanuka.db.environment", environment);
		DatabaseSettings settings = resolve();
		PoolSettings pool = settings.pool();
		assertThat(pool.maxSize().value()).isEqualTo(max);
		assertThat(pool.minIdle().value()).isEqualTo(min);
		assertThat(pool.idleTimeout().value()).isEqualTo(Duration.ofSeconds(idle));
		assertThat(pool.connectionTimeout().value()).isEqualTo(Duration.ofSeconds(wait));
		assertThat(settings.connection().tcpKeepAlive().value()).isEqualTo(keepAlive);
		assertThat(pool.maxSize().origin()).hasToString("default of " + environment);
	}

	@ParameterizedTest
	@CsvSource({ "prod, production", "live, production", "stage, staging", "dev, development", "local, development",
			"test, testing", "ci, testing", "TEST, testing" })
	void whenProfileHasAUsualShortNameThenItNamesTheEnvironment(String profile, String expected) {
		set("chanuka.db.url", "postgresql://h.example.com/db");
		this.profiles = List.of("metrics", profile);
		assertThat(resolve().environment().value()).hasToString(expected);
	}

	@ParameterizedTest
	@CsvSource({ "localhost, development", "127.0.0.1, development", "'[::1]', development", "db, development",
			"db.example.com, production", "10.0.0.5, production", "'[2001:db8::1]', production",
			"host.docker.internal, development", "'localhost,db', development",
			"'localhost,db.example.com', production" })
	void whenNoEnvironmentIsConfiguredThenTheHostDecides(String host, String expected) {
		set("chanuka.db.url", "postgresql://" + host + "/db");
		Setting<DeploymentEnvironment> environment = resolve().environment();
		assertThat(environment.value()).hasToString(expected);
		assertThat(environment.origin().description()).startsWith("no profile, and the host");
	}

	@ParameterizedTest
	@CsvSource({ "'prod,dev', production", "'dev,staging', staging", "'dev,prod,test', testing", "'ci,prod', testing" })
	void whenProfilesNameSeveralEnvironmentsThenTestingElseTheStrictestWithAWarning(String profiles, String expected) {
		set("chanuka.db.url", "postgresql://h/db?sslmode=verify-full");
		this.profiles = List.of(profiles.split(","));
		assertThat(resolve().environment().value()).hasToString(expected);
		assertThat(resolve().warnings()).singleElement()
			.asString()
			.startsWith("The active profiles name several environments")
			.contains(expected + " is used");
	}

	@Test
	void whenProfilesNameNoEnvironmentThenThatIsTheReason() {
		set("chanuka.db.url", "postgresql://localhost/db");
		this.profiles = List.of("metrics");
		assertThat(resolve().environment().origin())
			.hasToString("no profile that names an environment, and the host is on this machine");
	}

	@Test
	void whenAPlatformIsDetectedThenItIsProductionWhateverTheHost() {
		set("chanuka.db.url", "postgresql://localhost/db");
		Setting<DeploymentEnvironment> environment = TestSettings.resolver()
			.resolve(new TestInput().setAll(this.values).platform(new Platform("render", "variable RENDER")).build())
			.environment();
		assertThat(environment.value()).isEqualTo(DeploymentEnvironment.PRODUCTION);
		assertThat(environment.origin()).hasToString("no profile, and the platform is render (variable RENDER)");
	}

	@Test
	void whenASocketFactoryOpensConnectionsThenTheHostHasNoMeaning() {
		set("spring.datasource.url",
				"jdbc:postgresql:///db?socketFactory=com.google.cloud.sql.postgres.SocketFactory&cloudSqlInstance=p:r:i");
		assertThat(resolve().environment().value()).isEqualTo(DeploymentEnvironment.PRODUCTION);
		assertThat(resolve().runtimeTls().mode().value()).hasToString("prefer");
		assertThat(resolve().runtime().url().value().parameters()).containsEntry("cloudSqlInstance", "p:r:i");
		assertThat(resolve().migration().url().value().parameters()).containsEntry("cloudSqlInstance", "p:r:i");
		this.values.clear();
		set("chanuka.db.url", "postgresql:///db?cloudSqlInstance=p:r:i");
		set("spring.datasource.hikari.data-source-properties.socketFactory",
				"com.google.cloud.sql.postgres.SocketFactory");
		assertThat(resolve().environment().value()).isEqualTo(DeploymentEnvironment.PRODUCTION);
		assertThat(resolve().runtimeTls().mode().value()).hasToString("prefer");
		assertThat(resolve().runtime().url().value().parameters()).containsEntry("cloudSqlInstance", "p:r:i");
	}

	@Test
	void parametersOfTheSpringUrlMeanWhatTheyMeanToTheDriver() {
		set("spring.datasource.url",
				"jdbc:postgresql://localhost/db?schema=x&connection_limit=3&target_session_attrs=read-only&sslcrl=y");
		DatabaseSettings settings = resolve();
		assertThat(settings.runtime().url().value().parameters()).isEmpty();
		assertThat(settings.pool().maxSize().value()).isEqualTo(5);
		assertThat(settings.warnings()).singleElement()
			.asString()
			.contains("parameters that the JDBC driver does not have: schema, connection_limit, "
					+ "target_session_attrs, sslcrl");
		this.values.clear();
		set("chanuka.db.url", "jdbc:postgresql://localhost/db?schema=x&connection_limit=3");
		assertThat(resolve().runtime().url().value().parameters()).containsEntry("currentSchema", "x");
		assertThat(resolve().pool().maxSize().value()).isEqualTo(3);
	}

	@Test
	void whatHikariCpCorrectsIsNoViolation() {
		set("spring.datasource.url", "jdbc:postgresql://localhost/db");
		set("spring.datasource.hikari.minimum-idle", 10);
		set("spring.datasource.hikari.idle-timeout", 5000L);
		set("spring.datasource.hikari.max-lifetime", 60000L);
		set("spring.datasource.hikari.keepalive-time", 90000L);
		set("spring.datasource.hikari.leak-detection-threshold", 1000L);
		set("spring.datasource.hikari.connection-timeout", 0L);
		DatabaseSettings settings = resolve();
		assertThat(settings.pool().minIdle().value()).isEqualTo(10);
		assertThat(settings.pool().maxSize().value()).isEqualTo(10);
		assertThat(settings.pool().idleTimeout().value()).hasSeconds(30);
		assertThat(settings.pool().keepaliveTime().value()).isZero();
		assertThat(settings.pool().leakDetectionThreshold().value()).isZero();
		assertThat(settings.pool().connectionTimeout().value()).isGreaterThan(Duration.ofDays(20));
		assertThat(settings.warnings()).singleElement()
			.asString()
			.contains("spring.datasource.hikari.idle-timeout in test (5s: it is shorter than 10s, and a plain number",
					"keepalive-time in test (it does not fit", "leak-detection-threshold in test (1000: ");
		set("spring.datasource.hikari.maximum-pool-size", 4);
		assertThat(resolve().pool().minIdle().value()).isEqualTo(4);
	}

	@ParameterizedTest
	@CsvSource({ "connection-timeout, 2147483647", "max-lifetime, 3456000000" })
	void whatIsLongerThanTheDriverCountsIsCutUnlessItIsOurs(String key, long milliseconds) {
		set("spring.datasource.url", "jdbc:postgresql://localhost/db");
		set("spring.datasource.hikari." + key, milliseconds);
		set("spring.datasource.hikari.max-lifetime", 3456000000L);
		assertThat(resolve().pool().all()).anySatisfy((setting) -> assertThat(setting.value())
			.isIn(Duration.ofSeconds(2147483), Duration.ofSeconds(2147482)));
		assertThat(resolve().warnings()).isEmpty();
	}

	@Test
	void parametersOfAVariablesUrlThatAreOutOfBoundsAreIgnored() {
		TestInput input = new TestInput().url("DATABASE_URL", "postgresql://localhost/db?connection_limit=0");
		assertThat(TestSettings.resolver().resolve(input.build()).pool().maxSize().value()).isEqualTo(5);
		set("chanuka.db.url", "postgresql://localhost/db?connection_limit=0");
		assertThat(violations()).hasSize(1);
	}

	@Test
	void migrationsOfTheSpringUrlGoThroughAPoolerAsWithoutTheStarterAndWithAWarning() {
		set("spring.datasource.url", "jdbc:postgresql://localhost:6432/db");
		assertThat(resolve().migrations().pooled().value()).isTrue();
		assertThat(resolve().warnings()).singleElement()
			.asString()
			.startsWith("Migrations go through a pooler in transaction mode, as without this starter");
		set("chanuka.db.migration.allow-pooled", false);
		assertThat(violations()).singleElement().asString().contains("migrations would go through a pooler");
	}

	@Test
	void migrationsOnTheHostOfTheRuntimeAreEncryptedAsItIs() {
		set("chanuka.db.environment", "production");
		TestInput input = new TestInput().setAll(this.values)
			.set("spring.datasource.url", "jdbc:postgresql://db.example.com/shop")
			.url("MIGRATION_DATABASE_URL", "postgresql://owner:o@db.example.com/shop");
		assertThat(TestSettings.resolver().resolve(input.build()).migrationTls().mode().value()).hasToString("prefer");
		input.url("MIGRATION_DATABASE_URL", "postgresql://owner:o@db.example.com/shop?sslmode=verify-ca");
		assertThat(TestSettings.resolver().resolve(input.build()).migrationTls().mode().value())
			.hasToString("verify-ca");
	}

	@ParameterizedTest
	@CsvSource({ "chanuka.db.provider, postgresql://u:planted@h/db", "chanuka.db.environment, postgresql://u:planted@h",
			"chanuka.db.pooler.mode, '{\"key\":\"planted\"}'", "chanuka.db.ssl.mode, 'u:planted@h'",
			"chanuka.db.host, 'jdbc:postgresql://h/db?user=u&pwd=planted'", "chanuka.db.host, 'h;Pwd=planted'",
			"chanuka.db.url, 'postgresql://u:a${planted}/b?@h/x/y'",
			"chanuka.db.url, 'postgresql://h/db?user=u&password=pa&planted'" })
	void whatMayHoldASecretIsNotShown(String property, String value) {
		if (!property.endsWith("url") && !property.endsWith("host")) {
			set("chanuka.db.url", "postgresql://h/db");
		}
		set(property, value);
		InvalidSettingsException ex = catchThrowableOfType(InvalidSettingsException.class,
				() -> assertThat(resolve().warnings().toString()).doesNotContain("planted"));
		assertThat((ex != null) ? ex.getMessage() + ex.getViolations() : "").doesNotContain("planted");
	}

	@Test
	void variableGivesWayToAnExplicitHikariPropertyUnlessOursIsSetToo() {
		set("chanuka.db.url", "postgresql://h/db");
		TestInput input = new TestInput().setAll(this.values)
			.set("spring.datasource.hikari.maximum-pool-size", 7, 8)
			.variable("DB_POOL_MAX", "chanuka.db.pool.max-size", 4);
		assertThat(TestSettings.resolver().resolve(input.build()).pool().maxSize().value()).isEqualTo(7);
		input.set("chanuka.db.pool.max-size", 9, 8);
		assertThat(TestSettings.resolver().resolve(input.build()).pool().maxSize().value()).isEqualTo(4);
		input.set("chanuka.db.pool.max-size", 9, 3);
		assertThat(TestSettings.resolver().resolve(input.build()).pool().maxSize().value()).isEqualTo(9);
		input.set("spring.datasource.hikari.maximum-pool-size", 7, 1);
		assertThat(TestSettings.resolver().resolve(input.build()).pool().maxSize().value()).isEqualTo(7);
	}

	@ParameterizedTest
	@CsvSource({ "development, h.example.com, false, chanuka.db.x, false, true",
			"testing, h.example.com, false, chanuka.db.x, false, true", ", localhost, false, chanuka.db.x, false, true",
			", db, false, chanuka.db.x, false, false", ", h.example.com, false, chanuka.db.x, false, false",
			", h.example.com, true, chanuka.db.x, false, true",
			"production, localhost, false, chanuka.db.x, false, false",
			"production, h.example.com, false, chanuka.db.ssl.x, false, true",
			"development, localhost, false, chanuka.db.x, true, false" })
	void unknownKeyIsAnErrorWhereAPersonSeesIt(@Nullable String environment, String host, boolean isTest, String key,
			boolean isVariable, boolean isError) {
		set("chanuka.db.url", "postgresql://" + host + "/db?sslmode=verify-full");
		TestInput input = new TestInput().setAll(this.values)
			.unknown(new UnknownKey(key, key + " in application.yml", "chanuka.db.name", isVariable));
		if (environment != null) {
			input.set("chanuka.db.environment", environment);
		}
		if (isTest) {
			input.inTest();
		}
		InvalidSettingsException ex = catchThrowableOfType(InvalidSettingsException.class,
				() -> assertThat(TestSettings.resolver().resolve(input.build()).warnings()).containsExactly(key
						+ " in application.yml is not a property of this version and is ignored; the nearest one is "
						+ "chanuka.db.name."));
		assertThat(ex != null).isEqualTo(isError);
	}

	@Test
	void whenUrlIsNeonPoolerThenMigrationUsesDirectSibling() {
		set("chanuka.db.url", NEON);
		DatabaseSettings settings = resolve();
		assertThat(settings.runtime().provider().kind()).isEqualTo(EndpointKind.TRANSACTION_POOLED);
		EndpointSettings migration = settings.migration();
		assertThat(migration.url().value().toJdbcUrl())
			.isEqualTo("jdbc:postgresql://ep-a-1.eu.aws.neon.tech:5432/shop");
		assertThat(settings.migrationTls().mode().value()).hasToString("verify-full");
		assertThat(migration.credentials().value()).isEqualTo(new Credentials("app", "secret"));
		assertThat(migration.provider().kind()).isEqualTo(EndpointKind.DIRECT);
		assertThat(migration.provider().provider()).isEqualTo(Provider.NEON);
		assertThat(migration.url().origin().description()).contains("direct sibling");
	}

	@Test
	void whenUrlIsDirectThenMigrationUsesTheSame() {
		set("chanuka.db.url", "postgresql://app:secret@h/db");
		DatabaseSettings settings = resolve();
		assertThat(settings.migration().url().value()).isEqualTo(settings.runtime().url().value());
		assertThat(settings.migration().credentials().value()).isEqualTo(new Credentials("app", "secret"));
	}

	@Test
	void whenMigrationUserIsSetThenItGetsNoForeignPassword() {
		set("chanuka.db.url", NEON);
		set("chanuka.db.migration.username", "owner");
		assertThat(resolve().migration().credentials().value()).isEqualTo(new Credentials("owner", null));
		set("chanuka.db.migration.password", "owners");
		assertThat(resolve().migration().credentials().value()).isEqualTo(new Credentials("owner", "owners"));
	}

	@Test
	void whenMigrationUrlIsSetThenItBeatsTheDerivedOne() {
		set("chanuka.db.url", NEON);
		set("chanuka.db.migration.url", "postgresql://owner:o@direct.example.com/shop");
		EndpointSettings migration = resolve().migration();
		assertThat(migration.url().value().firstHost().host()).isEqualTo("direct.example.com");
		assertThat(migration.credentials().value()).isEqualTo(new Credentials("owner", "o"));
	}

	@Test
	void whenMigrationUrlIsSetThenCredentialsOfFlywayNeverGoThere() {
		set("chanuka.db.url", NEON);
		set("chanuka.db.migration.url", "postgresql://owner:o@direct.example.com/shop");
		set("spring.flyway.user", "legacy");
		set("spring.flyway.password", "old");
		assertThat(resolve().migration().credentials().value()).isEqualTo(new Credentials("owner", "o"));
	}

	@Test
	void whenOnlyFlywaysUserIsSetThenItMigratesTheDirectSibling() {
		set("chanuka.db.url", NEON);
		set("spring.flyway.user", "legacy");
		set("spring.flyway.password", "old");
		EndpointSettings migration = resolve().migration();
		assertThat(migration.credentials().value()).isEqualTo(new Credentials("legacy", "old"));
		assertThat(migration.url().value().firstHost().host()).isEqualTo("ep-a-1.eu.aws.neon.tech");
	}

	@Test
	void whenMigrationDetailsHaveCredentialsOnlyThenTheyAreUsedWithOurUrl() {
		set("chanuka.db.url", NEON);
		this.migration = new RedirectedEndpoint(null, new Credentials("own", "o"),
				new Origin(Origin.Kind.CONNECTION_DETAILS, "bean"));
		EndpointSettings endpoint = resolve().migration();
		assertThat(endpoint.credentials().value()).isEqualTo(new Credentials("own", "o"));
		assertThat(endpoint.url().value().firstHost().host()).isEqualTo("ep-a-1.eu.aws.neon.tech");
	}

	@Test
	void whenRuntimeIsRedirectedThenMigrationFollowsDespiteItsOwnUrl() {
		set("chanuka.db.url", NEON);
		set("chanuka.db.migration.url", "postgresql://owner:o@production.example.com/shop");
		this.runtime = new RedirectedEndpoint("jdbc:postgresql://localhost:4711/test", new Credentials("test", "t"),
				new Origin(Origin.Kind.CONNECTION_DETAILS, "container"));
		DatabaseSettings settings = resolve();
		assertThat(settings.runtime().url().value().firstHost().port()).isEqualTo(4711);
		assertThat(settings.migration().url().value().firstHost().port()).isEqualTo(4711);
		assertThat(settings.migration().credentials().value()).isEqualTo(new Credentials("test", "t"));
	}

	@Test
	void whenRedirectedThenAWrongUrlIsNoViolation() {
		set("chanuka.db.url", "nonsense");
		this.runtime = new RedirectedEndpoint("jdbc:postgresql://localhost:4711/test", Credentials.NONE,
				new Origin(Origin.Kind.CONNECTION_DETAILS, "container"));
		assertThat(resolve().runtime().url().value().database()).isEqualTo("test");
	}

	@Test
	void whenOnlySpringDatasourceUrlIsSetThenItIsEnough() {
		set("spring.datasource.url", "jdbc:postgresql://h/db");
		set("spring.datasource.username", "app");
		set("spring.datasource.password", "secret");
		EndpointSettings endpoint = resolve().runtime();
		assertThat(endpoint.credentials().value()).isEqualTo(new Credentials("app", "secret"));
	}

	@Test
	void whenOursAndTheSpringUrlAreSetThenNoCredentialsMix() {
		set("chanuka.db.url", "postgresql://h/db");
		set("spring.datasource.url", "jdbc:postgresql://other/db");
		set("spring.datasource.username", "other");
		set("spring.datasource.password", "secret");
		assertThat(resolve().runtime().credentials().value()).isEqualTo(Credentials.NONE);
	}

	@Test
	void whenHikariPropertyIsExplicitThenItBeatsTheDefaultAndIsBeatenByOurs() {
		set("chanuka.db.url", "postgresql://h/db");
		set("spring.datasource.hikari.maximum-pool-size", 7);
		set("spring.datasource.hikari.max-lifetime", 60_000L);
		assertThat(resolve().pool().maxSize().value()).isEqualTo(7);
		assertThat(resolve().pool().maxLifetime().value()).isEqualTo(Duration.ofMinutes(1));
		set("chanuka.db.pool.max-size", 9);
		assertThat(resolve().pool().maxSize().value()).isEqualTo(9);
	}

	@Test
	void whenLifetimeIsShortThenDefaultsGiveWayAndExplicitValuesAreViolations() {
		set("chanuka.db.url", "postgresql://h/db");
		set("chanuka.db.pool.max-lifetime", Duration.ofSeconds(30));
		PoolSettings pool = resolve().pool();
		assertThat(pool.idleTimeout().value()).isEqualTo(Duration.ofSeconds(29));
		assertThat(pool.keepaliveTime().value()).isZero();
		assertThat(pool.keepaliveTime().origin().description()).contains("max-lifetime");
		set("chanuka.db.pool.keepalive-time", Duration.ofSeconds(40));
		set("chanuka.db.pool.idle-timeout", Duration.ofSeconds(30));
		set("chanuka.db.pool.leak-detection-threshold", Duration.ofSeconds(31));
		assertThat(violations()).extracting(SettingsViolation::property)
			.containsExactlyInAnyOrder("chanuka.db.pool.keepalive-time", "chanuka.db.pool.idle-timeout",
					"chanuka.db.pool.leak-detection-threshold");
	}

	@Test
	void whenDurationIsAbsurdThenIsAViolationAndNothingElse() {
		set("chanuka.db.url", "postgresql://h/db");
		set("chanuka.db.pool.max-lifetime", Duration.ofDays(200_000_000_000L / 24));
		set("chanuka.db.connect-timeout", Duration.ofDays(30));
		set("chanuka.db.login-timeout", Duration.ofDays(-200_000_000L));
		assertThat(violations()).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource({ "PT-1S, -1s", "PT-0.5S, -500ms", "PT0.005S, 5ms", "PT0.0005S, 500us", "PT0.000000005S, 5ns",
			"PT0S, 0s", "PT720H, 2592000s", "PT720H0.5S, PT720H0.5S", "PT-4800000000H, -17280000000000s" })
	void whenDurationIsWrongThenItIsShownAsAPropertyIsWritten(Duration duration, String shown) {
		set("chanuka.db.url", "postgresql://h/db");
		set("chanuka.db.health.stuck-after", duration);
		assertThat(violations()).singleElement().extracting(SettingsViolation::value).isEqualTo(shown);
	}

	@Test
	void whenRedirectedToAPoolerThenMigrationsGoToItsSibling() {
		this.runtime = new RedirectedEndpoint("jdbc:postgresql://ep-a-1-pooler.eu.aws.neon.tech/shop",
				new Credentials("test", "t"), new Origin(Origin.Kind.CONNECTION_DETAILS, "bean"));
		assertThat(resolve().migration().url().value().firstHost().host()).isEqualTo("ep-a-1.eu.aws.neon.tech");
	}

	@Test
	void whenMaximumIsBelowTheDefaultMinimumThenTheMinimumGivesWay() {
		set("chanuka.db.url", "postgresql://h.example.com/db");
		set("chanuka.db.pool.max-size", 2);
		Setting<Integer> minIdle = resolve().pool().minIdle();
		assertThat(minIdle.value()).isEqualTo(2);
		assertThat(minIdle.origin().description()).contains("lowered");
	}

	@Test
	void reportsAllViolationsAtOnce() {
		set("chanuka.db.url", "mysql://app:planted@h/db");
		set("chanuka.db.environment", "moon");
		set("chanuka.db.pool.max-size", 0);
		set("chanuka.db.pool.min-idle", 4);
		set("chanuka.db.pool.idle-timeout", Duration.ofSeconds(5));
		set("chanuka.db.pool.connection-timeout", Duration.ofMillis(100));
		set("chanuka.db.pool.max-lifetime", Duration.ofSeconds(20));
		set("chanuka.db.pool.keepalive-time", Duration.ofSeconds(20));
		set("chanuka.db.shutdown.drain-timeout", Duration.ofSeconds(-1));
		assertThat(violations()).extracting(SettingsViolation::property)
			.containsExactlyInAnyOrder("chanuka.db.url", "chanuka.db.environment", "chanuka.db.pool.max-size",
					"chanuka.db.pool.idle-timeout", "chanuka.db.pool.connection-timeout",
					"chanuka.db.pool.max-lifetime", "chanuka.db.pool.keepalive-time",
					"chanuka.db.shutdown.drain-timeout");
		assertThat(violations()).allSatisfy((violation) -> {
			assertThat(violation.toString()).doesNotContain("planted");
			assertThat(violation.action()).isNotBlank();
		});
	}

	@Test
	void whenMinimumIsAboveTheMaximumThenTheOriginOfTheMaximumIsReported() {
		set("chanuka.db.url", "postgresql://h/db");
		set("chanuka.db.pool.min-idle", 6);
		assertThat(violations()).singleElement()
			.satisfies((violation) -> assertThat(violation).hasToString("chanuka.db.pool.min-idle in test = 6: "
					+ "it is more than the maximum of 5 (default of development)"));
	}

	@Test
	void whenNoUrlIsSetThenTheVariableToSetIsNamed() {
		assertThat(violations()).singleElement()
			.satisfies((violation) -> assertThat(violation.action()).contains("DATABASE_URL"));
	}

	@Test
	void applicationNameCarriesTheEnvironment() {
		set("chanuka.db.url", "postgresql://h.example.com/db");
		assertThat(resolve().connection().applicationName().value()).isEqualTo("shop-prod");
		set("chanuka.db.application-name", "mine");
		assertThat(resolve().connection().applicationName().value()).isEqualTo("mine");
	}

	@Test
	void textFormNeverShowsAPassword() {
		set("chanuka.db.url", "postgresql://app:planted@h/db?sslmode=disable&sslpassword=planted2");
		set("chanuka.db.migration.password", "planted3");
		assertThat(input().toString() + resolve()).doesNotContain("planted");
	}

	private void set(String name, Object value) {
		this.values.put(name, new InputValue(name, value, new Origin(Origin.Kind.PROPERTY, name + " in test")));
	}

	private SettingsInput input() {
		return new TestInput().setAll(this.values)
			.profiles(this.profiles)
			.redirected(this.runtime, this.migration)
			.build();
	}

	private DatabaseSettings resolve() {
		return TestSettings.resolver().resolve(input());
	}

	private List<SettingsViolation> violations() {
		InvalidSettingsException ex = catchThrowableOfType(InvalidSettingsException.class, this::resolve);
		assertThat(ex).isNotNull();
		return ex.getViolations();
	}

}
