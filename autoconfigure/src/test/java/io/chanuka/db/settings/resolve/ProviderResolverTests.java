package io.chanuka.db.settings.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.chanuka.db.provider.CertificateAuthority;
import io.chanuka.db.provider.DetectedProvider;
import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.provider.Provider;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.input.Platform;
import io.chanuka.db.settings.input.RedirectedEndpoint;
import io.chanuka.db.settings.report.InvalidSettingsException;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.testsupport.TestInput;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.url.Credentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link ProviderResolver}, and for what {@link EndpointResolver} makes of it.
 */
class ProviderResolverTests {

	private static final String NEON = "postgresql://app:secret@ep-a-1-pooler.eu.aws.neon.tech/shop?sslmode=require";

	private static final String UNKNOWN = "postgresql://app:secret@db.example.com/shop";

	private final Map<String, InputValue> values = new LinkedHashMap<>();

	private @Nullable RedirectedEndpoint runtime;

	@Test
	void whenNothingIsConfiguredThenTheKindIsNotKnown() {
		set("chanuka.db.url", UNKNOWN);
		assertThat(resolve().runtime().provider().kindKnown()).isFalse();
		set("chanuka.db.pooler.mode", "auto");
		assertThat(resolve().runtime().provider().kindKnown()).isFalse();
	}

	@Test
	void providerThatDoesNotRecogniseTheHostGivesWhatDoesNotDependOnIt() {
		set("chanuka.db.url", UNKNOWN);
		set("chanuka.db.provider", "Neon");
		DetectedProvider provider = resolve().runtime().provider();
		assertThat(provider.provider()).isEqualTo(Provider.NEON);
		assertThat(provider.kindKnown()).isFalse();
		assertThat(provider.traits().scalesToZero()).isTrue();
		assertThat(provider.traits().coldStart()).isNotNull();
		assertThat(provider.traits().certificateAuthority()).isEqualTo(CertificateAuthority.UNKNOWN);
		assertThat(provider.reason()).isEqualTo("Set by chanuka.db.provider in test. "
				+ "No provider's rule recognises the host. Whatever the host, neon scales to zero.");
	}

	@Test
	void providerThatContradictsTheHostLeavesThePoolerAndItsSibling() {
		set("chanuka.db.url", NEON);
		set("chanuka.db.provider", "postgres");
		DatabaseSettings settings = resolve();
		DetectedProvider provider = settings.runtime().provider();
		assertThat(provider.provider()).isEqualTo(Provider.POSTGRES);
		assertThat(provider.kind()).isEqualTo(EndpointKind.TRANSACTION_POOLED);
		assertThat(provider.kindKnown()).isTrue();
		assertThat(provider.traits().scalesToZero()).isFalse();
		assertThat(settings.migration().provider().provider()).isEqualTo(Provider.POSTGRES);
		assertThat(settings.migration().url().value().firstHost()).hasToString("ep-a-1.eu.aws.neon.tech:5432");
	}

	@ParameterizedTest
	@CsvSource({ "none, direct, true, true, true", "session, session-pooled, true, false, true",
			"TRANSACTION, transaction-pooled, false, false, false" })
	void explicitModeDecidesTheKindAndItsTraits(String mode, String kind, boolean prepared, boolean startup,
			boolean session) {
		set("chanuka.db.url", UNKNOWN);
		set("chanuka.db.pooler.mode", mode);
		set("chanuka.db.migration.allow-pooled", true);
		DetectedProvider provider = resolve().runtime().provider();
		assertThat(provider.kind()).hasToString(kind);
		assertThat(provider.kindKnown()).isTrue();
		assertThat(provider.traits().preparedStatements()).isEqualTo(prepared);
		assertThat(provider.traits().startupParameters()).isEqualTo(startup);
		assertThat(provider.traits().sessionState()).isEqualTo(session);
	}

	@ParameterizedTest
	@CsvSource({ "true, 1, direct", "true, 5, transaction-pooled", "false, 1, transaction-pooled" })
	void whenATestSetsItsOwnUrlThenTheModeBesideTheOtherUrlIsIgnored(boolean isTest, int rank, String kind) {
		TestInput input = new TestInput().set("chanuka.db.pooler.mode", "transaction", 5)
			.set("chanuka.db.migration.allow-pooled", true)
			.set("chanuka.db.url", "postgresql://app@localhost:5555/shop", rank)
			.set("chanuka.db.migration.url", "postgresql://owner@localhost:5555/shop", rank);
		DatabaseSettings settings = TestSettings.resolver().resolve((isTest ? input.inTest() : input).build());
		assertThat(settings.runtime().provider().kind()).hasToString(kind);
		assertThat(settings.migration().provider().kind()).hasToString(kind);
		boolean ignored = kind.equals("direct");
		assertThat(settings.warnings().toString().contains("Ignored: chanuka.db.pooler.mode in test ("))
			.isEqualTo(ignored);
	}

	@Test
	void modeThatTheRuleKnowsAlreadyKeepsTheRulesTraits() {
		set("chanuka.db.url", NEON);
		set("chanuka.db.pooler.mode", "transaction");
		assertThat(resolve().runtime().provider().traits().preparedStatements()).isTrue();
		set("chanuka.db.pooler.mode", "session");
		DetectedProvider provider = resolve().runtime().provider();
		assertThat(provider.traits().certificateAuthority()).isEqualTo(CertificateAuthority.PUBLIC);
		assertThat(provider.traits().scalesToZero()).isTrue();
		assertThat(provider.directSibling()).isNotNull();
	}

	@Test
	void whenNoPoolerIsConfiguredThenNothingIsDerived() {
		set("chanuka.db.url", NEON);
		set("chanuka.db.pooler.mode", "none");
		EndpointSettings migration = resolve().migration();
		assertThat(migration.url().value().firstHost().host()).isEqualTo("ep-a-1-pooler.eu.aws.neon.tech");
		assertThat(migration.url().origin()).hasToString("the same as the runtime");
	}

	@Test
	void whenAnUnknownHostIsConfiguredAsATransactionPoolerThenTheStartStops() {
		set("chanuka.db.url", UNKNOWN);
		set("chanuka.db.pooler.mode", "transaction");
		assertThat(violations()).singleElement().satisfies((violation) -> {
			assertThat(violation.reason()).isEqualTo("migrations would go through a pooler in transaction mode. "
					+ "Set by chanuka.db.pooler.mode in test.");
			assertThat(violation.action()).contains("chanuka.db.migration.url", "MIGRATION_DATABASE_URL",
					"chanuka.db.migration.allow-pooled=true");
		});
		set("chanuka.db.migration.url", "postgresql://app:secret@direct.example.com/shop");
		assertThat(resolve().migration().provider().kindKnown()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "wait", "VALIDATE" })
	void whenTheApplicationDoesNotMigrateThenAPoolerMayBeInBetween(String mode) {
		set("chanuka.db.url", UNKNOWN);
		set("chanuka.db.pooler.mode", "transaction");
		set("chanuka.db.migration.mode", mode);
		assertThat(resolve().migration().isPooled()).isTrue();
		set("chanuka.db.run", "migrate");
		assertThat(violations()).singleElement()
			.satisfies((violation) -> assertThat(violation.property()).isEqualTo("chanuka.db.migration.url"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "shop.proxy-abc.eu-west-1.rds.amazonaws.com", "db.example.com:6432",
			"shop.db.ondigitalocean.com:25061", "ep-a-1-pooler.eu.aws.neon.tech,ep-a-2-pooler.eu.aws.neon.tech" })
	void whenPoolerHasNoKnownSiblingThenTheStartStops(String host) {
		set("chanuka.db.url", "postgresql://" + host + "/shop");
		assertThat(violations()).singleElement()
			.satisfies((violation) -> assertThat(violation.property()).isEqualTo("chanuka.db.migration.url"));
		set("chanuka.db.migration.allow-pooled", true);
		assertThat(resolve().migration().url().value()).isEqualTo(resolve().runtime().url().value());
	}

	@Test
	void whenDerivationIsOffThenAPooledHostStopsTheStart() {
		set("chanuka.db.url", NEON);
		set("chanuka.db.migration.derive", false);
		assertThat(violations()).hasSize(1);
	}

	@Test
	void whenMigrationUrlIsPooledThenTheStartStopsToo() {
		set("chanuka.db.url", UNKNOWN);
		set("chanuka.db.migration.url", NEON);
		assertThat(violations()).singleElement()
			.satisfies((violation) -> assertThat(violation.value()).contains("-pooler").doesNotContain("secret"));
	}

	@ParameterizedTest
	@CsvSource({ "aws-0-eu.pooler.supabase.com:6543, aws-0-eu.pooler.supabase.com:5432, session-pooled",
			"db.abc.supabase.co:6543, db.abc.supabase.co:5432, direct",
			"aws-0-eu.pooler.supabase.com:5432, aws-0-eu.pooler.supabase.com:5432, session-pooled",
			"shop.postgres.database.azure.com:6432, shop.postgres.database.azure.com:5432, direct",
			"pooled.db.prisma.io:5432, db.prisma.io:5432, direct" })
	void siblingKeepsUserDatabaseAndParameters(String from, String to, String kind) {
		set("chanuka.db.url",
				"postgresql://postgres.abc:p%40ss@" + from + "/shop?sslmode=require&stringtype=unspecified");
		EndpointSettings migration = resolve().migration();
		assertThat(migration.url().value().toJdbcUrl())
			.isEqualTo("jdbc:postgresql://" + to + "/shop?stringtype=unspecified");
		assertThat(resolve().migrationTls().mode().origin().toString()).contains("sslmode");
		assertThat(migration.credentials().value()).isEqualTo(new Credentials("postgres.abc", "p@ss"));
		assertThat(migration.provider().kind()).hasToString(kind);
		assertThat(migration.url().origin())
			.hasToString(from.equals(to) ? "the same as the runtime" : kind + " sibling of the runtime's pooled host");
	}

	@Test
	void whatIsConfiguredForTheRuntimesPoolerHoldsForTheSameAddress() {
		set("chanuka.db.url", "postgresql://app@db.example.com:6432/shop");
		set("chanuka.db.pooler.mode", "session");
		set("chanuka.db.migration.url", "postgresql://owner@db.example.com:6432/shop");
		assertThat(resolve().migration().provider().kind()).isEqualTo(EndpointKind.SESSION_POOLED);
		set("chanuka.db.migration.url", "postgresql://owner@db.example.com:6432/other");
		assertThat(violations()).hasSize(1);
	}

	@Test
	void hostThatIsReachedOverIpv6OnlyIsWorthOneWarning() {
		set("chanuka.db.environment", "development");
		set("chanuka.db.url", "postgresql://app@db.abc.supabase.co:6543/postgres");
		assertThat(resolve().warnings())
			.containsExactly("The host db.abc.supabase.co has no IPv4 address unless the provider's add-on is on: "
					+ "where the network has no IPv6, use the URL of the provider's session pooler, on port 5432.");
		set("chanuka.db.url", "postgresql://app@aws-0-eu.pooler.supabase.com:6543/postgres");
		assertThat(resolve().warnings()).isEmpty();
		set("chanuka.db.migration.url", "postgresql://app@db.abc.supabase.co/postgres");
		assertThat(resolve().warnings()).hasSize(1);
	}

	@Test
	void whenTheUrlNamesNoDatabaseThenAWarningNamesTheUserThatIsTaken() {
		set("chanuka.db.environment", "development");
		set("chanuka.db.url", "postgresql://app@localhost");
		assertThat(resolve().warnings()).containsExactly("The URL names no database; the user's name is taken: app.");
		set("chanuka.db.migration.username", "owner");
		assertThat(resolve().warnings()).containsExactly("The URL names no database; the user's name is taken: app.",
				"The URL of the migrations names no database; the user's name is taken: owner. "
						+ "Name the database in the URL.");
		set("chanuka.db.url", "postgresql://app@localhost/shop");
		assertThat(resolve().warnings()).isEmpty();
	}

	@Test
	void propertyNamesAProviderWhateverTheHostAndAVariableDoesNot() {
		set("chanuka.db.url", UNKNOWN);
		set("chanuka.db.provider", "neon");
		assertThat(resolve().runtime().provider().provider()).isEqualTo(Provider.NEON);
		this.values.remove("chanuka.db.provider");
		DatabaseSettings settings = TestSettings.resolver()
			.resolve(new TestInput().setAll(this.values)
				.variable("DATABASE_PROVIDER", "chanuka.db.provider", "neon")
				.build());
		assertThat(settings.runtime().provider().provider()).isEqualTo(Provider.POSTGRES);
		assertThat(settings.warnings()).anySatisfy((warning) -> assertThat(warning)
			.contains("Ignored: variable DATABASE_PROVIDER (NEON_DATABASE_URL is not used and the host"));
	}

	@Test
	void optionThatRepeatsThePooledHostFollowsTheSibling() {
		set("chanuka.db.url", NEON + "&options=endpoint%3Dep-a-1-pooler%20-c%20work_mem%3D7MB");
		assertThat(resolve().migration().url().value().parameters()).containsEntry("options",
				"endpoint=ep-a-1 -c work_mem=7MB");
		assertThat(resolve().runtime().url().value().parameters()).containsEntry("options",
				"endpoint=ep-a-1-pooler -c work_mem=7MB");
	}

	@Test
	void schemaIsNotSentToAPoolerInTransactionMode() {
		set("chanuka.db.url", NEON + "&schema=public");
		assertThat(resolve().runtime().url().value().parameters()).isEmpty();
		set("chanuka.db.url", NEON + "&schema=shop");
		assertThat(violations()).singleElement().satisfies((violation) -> {
			assertThat(violation.reason())
				.contains("names the schema shop, which a pooler in transaction mode refuses");
			assertThat(violation.action()).contains("ALTER ROLE \"app\" SET search_path = shop;");
		});
		set("chanuka.db.url", "postgresql://app@db.example.com/db?schema=shop");
		assertThat(resolve().runtime().url().value().parameters()).containsEntry("currentSchema", "shop");
		this.values.remove("chanuka.db.url");
		set("spring.datasource.url", "jdbc:postgresql://db.example.com:6432/db?currentSchema=shop");
		set("chanuka.db.migration.url", "postgresql://app@db.example.com/db");
		assertThat(resolve().runtime().url().value().parameters()).containsEntry("currentSchema", "shop");
	}

	@Test
	void whenNothingMigratesThenAPooledHostIsFine() {
		set("chanuka.db.url", "postgresql://app@db.example.com:6432/shop");
		assertThat(violations()).singleElement()
			.satisfies((violation) -> assertThat(violation.action()).contains("chanuka.db.pooler.mode=none"));
		assertThat(TestSettings.resolver()
			.resolve(new TestInput().setAll(this.values).withoutMigrations().build())
			.migration()
			.provider()
			.kind()).isEqualTo(EndpointKind.TRANSACTION_POOLED);
	}

	@Test
	void whenLiquibaseMigratesThenTheModeDoesNotAllowAPooler() {
		set("chanuka.db.url", "postgresql://app@db.example.com:6432/shop");
		set("chanuka.db.migration.mode", "wait");
		assertThat(resolve().migration().isPooled()).isTrue();
		assertThatExceptionOfType(InvalidSettingsException.class).isThrownBy(
				() -> TestSettings.resolver().resolve(new TestInput().setAll(this.values).withLiquibase().build()));
	}

	@Test
	void everyHostCounts() {
		set("chanuka.db.environment", "production");
		set("chanuka.db.url", "postgresql://app@ep-a-1.eu.neon.tech,db.example.com/db?sslmode=require");
		assertThat(resolve().runtimeTls().mode().value()).hasToString("require");
		set("chanuka.db.url", "postgresql://app@ep-a-1.eu.neon.tech,ep-b-1.eu.neon.tech/db?sslmode=require");
		assertThat(resolve().runtimeTls().mode().value()).hasToString("verify-full");
		set("chanuka.db.url", "postgresql://app@db.example.com,db.example.com:6432/db?sslmode=require");
		set("chanuka.db.migration.url", "postgresql://app@db.example.com/db?sslmode=require");
		assertThat(resolve().runtime().provider().kind()).isEqualTo(EndpointKind.TRANSACTION_POOLED);
	}

	@Test
	void herokuIsRecognisedByItsPlatform() {
		set("chanuka.db.url", "postgresql://app@ec2-1-2-3-4.compute-1.amazonaws.com/db");
		assertThat(resolve().runtime().provider().provider()).isEqualTo(Provider.POSTGRES);
		EndpointSettings runtime = TestSettings.resolver()
			.resolve(new TestInput().setAll(this.values).platform(new Platform("heroku", "variable DYNO")).build())
			.runtime();
		assertThat(runtime.provider().provider()).isEqualTo(Provider.HEROKU);
		assertThat(runtime.provider().traits().certificateAuthority().kind())
			.isEqualTo(CertificateAuthority.Kind.SELF_SIGNED);
	}

	private void set(String name, Object value) {
		this.values.put(name, new InputValue(name, value, new Origin(Origin.Kind.PROPERTY, name + " in test")));
	}

	private DatabaseSettings resolve() {
		return TestSettings.resolver()
			.resolve(new TestInput().setAll(this.values).redirected(this.runtime, null).build());
	}

	private List<SettingsViolation> violations() {
		InvalidSettingsException refused = catchThrowableOfType(InvalidSettingsException.class, this::resolve);
		assertThat(refused).isNotNull();
		return refused.getViolations();
	}

}
