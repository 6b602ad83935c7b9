package io.chanuka.db.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.provider.Provider;
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
			"db.example.com, production", "10.0.0.5, production", "'[2001:db8::1]', production" })
	void whenNobodyNamesTheEnvironmentThenTheHostDecides(String host, String expected) {
		set("chanuka.db.url", "postgresql://" + host + "/db");
		Setting<DeploymentEnvironment> environment = resolve().environment();
		assertThat(environment.value()).hasToString(expected);
		assertThat(environment.origin().description()).startsWith("no profile, and the host");
	}

	@ParameterizedTest
	@CsvSource({ "micrometer, MICROMETER", "striped, STRIPED", "' Striped ', STRIPED" })
	void whenPoolTimersAreNamedThenTheyAreChosen(String value, PoolTimers expected) {
		set("chanuka.db.url", "postgresql://h/db");
		assertThat(resolve().poolTimers().value()).isEqualTo(PoolTimers.MICROMETER);
		set("chanuka.db.metrics.pool-timers", value);
		assertThat(resolve().poolTimers().value()).isEqualTo(expected);
		assertThat(resolve().warnings()).isEmpty();
	}

	@Test
	void whenPoolTimersHaveNoSuchNameThenTheChoicesAreListed() {
		set("chanuka.db.url", "postgresql://h/db");
		set("chanuka.db.metrics.pool-timers", "hdr");
		assertThat(violations()).singleElement().satisfies((violation) -> {
			assertThat(violation.property()).isEqualTo("chanuka.db.metrics.pool-timers");
			assertThat(violation.action()).isEqualTo("Use one of [micrometer, striped].");
		});
	}

	@Test
	void whenProfilesNameDifferentEnvironmentsThenRefuses() {
		set("chanuka.db.url", "postgresql://h/db");
		this.profiles = List.of("prod", "dev");
		assertThat(violations()).singleElement()
			.satisfies((violation) -> assertThat(violation.reason()).contains("[production, development]"));
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
	void whenOursAndSpringsUrlAreSetThenNoCredentialsMix() {
		set("chanuka.db.url", "postgresql://h/db");
		set("spring.datasource.url", "jdbc:postgresql://other/db");
		set("spring.datasource.username", "other");
		set("spring.datasource.password", "secret");
		assertThat(resolve().runtime().credentials().value()).isEqualTo(Credentials.NONE);
	}

	@Test
	void whenHikariPropertyIsExplicitThenItBeatsTheDefaultAndOursBeatsBoth() {
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
	void whenMinimumIsAboveTheMaximumThenSaysWhereTheMaximumComesFrom() {
		set("chanuka.db.url", "postgresql://h/db");
		set("chanuka.db.pool.min-idle", 6);
		assertThat(violations()).singleElement()
			.satisfies((violation) -> assertThat(violation).hasToString("chanuka.db.pool.min-idle in test = 6: "
					+ "it is more than the maximum of 5 (default of development)"));
	}

	@Test
	void whenNoUrlIsSetThenSaysWhichVariableToSet() {
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
		return new SettingsInput(this.values, this.profiles, "shop", this.runtime, this.migration, List.of(),
				List.of());
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
