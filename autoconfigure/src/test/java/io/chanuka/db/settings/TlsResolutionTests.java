package io.chanuka.db.settings;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import javax.net.ssl.TrustManager;

import io.chanuka.db.settings.input.RedirectedEndpoint;
import io.chanuka.db.settings.input.SettingsInput;
import io.chanuka.db.settings.report.InvalidSettingsException;
import io.chanuka.db.settings.report.SettingsReport;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.settings.resolve.SettingsResolver;
import io.chanuka.db.settings.tls.TlsResolver;
import io.chanuka.db.testsupport.TestCertificates;
import io.chanuka.db.testsupport.TestInput;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.tls.InvalidTlsMaterialException;
import io.chanuka.db.tls.TlsMaterial;
import io.chanuka.db.tls.TlsProblem;
import io.chanuka.db.tls.TlsReferences;
import io.chanuka.db.transport.ConnectionSockets;
import io.chanuka.db.url.Credentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link TlsResolver} through the {@link SettingsResolver}.
 */
class TlsResolutionTests {

	private static final Instant NOW = Instant.now();

	private final Map<String, InputValue> values = new LinkedHashMap<>();

	private TlsReferences asked = new TlsReferences(null, null, null, null, null);

	private TlsMaterial loaded = TlsMaterial.NONE;

	private @Nullable RedirectedEndpoint redirect;

	@BeforeEach
	void setUp() {
		set("chanuka.db.environment", "production");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = {
	// @formatter:off
			// environment | host              | set in URL   | property    | reject | expected
			"production    | db.example.com    | -            | -           | -      | verify-full",
			"production    | localhost         | -            | -           | -      | prefer",
			"production    | db                | -            | -           | -      | prefer",
			"staging       | db.shop.svc       | -            | -           | -      | prefer",
			"production    | db.shop.svc.cluster.local | -    | -           | -      | prefer",
			"production    | pg.railway.internal | -          | -           | -      | prefer",
			"production    | pg.flycast        | -            | -           | -      | prefer",
			"production    | 10.1.2.3          | -            | -           | -      | prefer",
			"production    | 172.20.2.3        | -            | -           | -      | prefer",
			"production    | 192.168.2.3       | -            | -           | -      | prefer",
			"production    | [fd12:3456::1]    | -            | -           | -      | prefer",
			"production    | [2001:db8::1]     | -            | -           | -      | verify-full",
			"production    | 172.32.2.3        | -            | -           | -      | verify-full",
			"production    | svc.example.com   | -            | -           | -      | verify-full",
			"production    | 10.1.2.3,db.example.com | -      | -           | -      | verify-full",
			"staging       | db.example.com    | -            | -           | -      | verify-full",
			"development   | db.example.com    | -            | -           | -      | prefer",
			"development   | db                | -            | -           | -      | prefer",
			"development   | localhost         | -            | -           | -      | disable",
			"development   | localhost,db      | -            | -           | -      | prefer",
			"testing       | 127.0.0.1         | -            | -           | -      | disable",
			"production    | db.example.com    | disable      | -           | -      | disable",
			"production    | db.example.com    | prefer       | -           | -      | prefer",
			"production    | db.example.com    | require      | -           | -      | require",
			"production    | ep-a.eu.neon.tech | require      | -           | -      | verify-full",
			"staging       | ep-a.eu.neon.tech | require      | -           | -      | require",
			"production    | db.example.com    | verify-ca    | -           | -      | verify-ca",
			"production    | ep-a.eu.neon.tech | disable      | -           | -      | disable",
			"development   | localhost         | verify-full  | -           | -      | verify-full",
			"development   | localhost         | require      | verify-full | -      | verify-full",
			"development   | localhost         | verify-full  | REQUIRE     | -      | require",
			"production    | db.example.com    | -            | -           | false  | require",
			"production    | db.example.com    | -            | -           | true   | verify-full",
			"production    | ep-a.eu.neon.tech | require      | -           | false  | require",
			"development   | localhost         | require      | -           | true   | verify-full",
			"development   | localhost         | disable      | -           | false  | disable"
	// @formatter:on
	})
	void decidesTheMode(String environment, String host, @Nullable String inUrl, @Nullable String property,
			@Nullable Boolean reject, String expected) {
		set("chanuka.db.environment", environment);
		set("chanuka.db.url", "postgresql://" + host + "/db" + ((inUrl != null) ? "?sslmode=" + inUrl : ""));
		if (property != null) {
			set("chanuka.db.ssl.mode", property);
		}
		if (reject != null) {
			set("chanuka.db.ssl.reject-unauthorized", reject);
		}
		DatabaseSettings settings = resolve();
		assertThat(settings.runtimeTls().mode().value()).hasToString(expected);
		assertThat(settings.migrationTls().mode().value()).hasToString(expected);
	}

	@Test
	void whenTheDriversSslIsSetThenItMeansWhatTheDriverMeans() {
		set("chanuka.db.environment", "development");
		set("chanuka.db.url", "jdbc:postgresql://localhost/db?ssl=true");
		assertThat(resolve().runtimeTls().mode().value()).hasToString("verify-full");
		set("chanuka.db.url", "jdbc:postgresql://localhost/db?ssl=false");
		assertThat(resolve().runtimeTls().mode().value()).hasToString("prefer");
	}

	/**
	 * Without the starter the application works with the driver's mode prefer.
	 */
	@ParameterizedTest
	@CsvSource({ "true, verify-full", "TRUE, verify-full", "'', verify-full", "false, prefer", "1, prefer",
			"require, prefer" })
	void whenTheSpringUrlSetsSslThenItMeansWhatTheDriverMeans(String value, String mode) throws Exception {
		Properties properties = new Properties();
		properties.setProperty("ssl", value);
		assertThat(org.postgresql.jdbc.SslMode.of(properties).value).isEqualTo(mode);
		TestInput url = new TestInput().set("spring.datasource.url", "jdbc:postgresql://h.example.com/db?ssl=" + value);
		TestInput property = new TestInput().set("spring.datasource.url", "jdbc:postgresql://h.example.com/db")
			.set("spring.datasource.hikari.data-source-properties.ssl", value);
		assertThat(TestSettings.resolver().resolve(url.build()).runtimeTls().mode().value()).hasToString(mode);
		if (!value.isEmpty()) {
			assertThat(TestSettings.resolver().resolve(property.build()).runtimeTls().mode().value()).hasToString(mode);
		}
	}

	@Test
	void whenProviderHasNoAuthorityThenVerificationIsAdvisedAgainst() {
		set("chanuka.db.url", "postgresql://ec2-1-2-3-4.compute-1.amazonaws.com/db");
		set("chanuka.db.provider", "heroku");
		assertThat(resolve().warnings()).singleElement().asString().contains("heroku", "chanuka.db.ssl.mode=require");
		set("chanuka.db.ssl.mode", "require");
		assertThat(resolve().warnings()).isEmpty();
	}

	@Test
	void whenProviderHasAPrivateAuthorityThenTheDownloadIsNamed() {
		set("chanuka.db.url", "postgresql://shop.abc.eu-west-1.rds.amazonaws.com/db");
		assertThat(resolve().warnings()).singleElement()
			.asString()
			.contains("aws", "global-bundle.pem", "chanuka.db.ssl.root-certificate");
		set("chanuka.db.ssl.mode", "require");
		assertThat(resolve().warnings()).singleElement().asString().contains("not verified", "global-bundle.pem");
	}

	@Test
	void weakModesInProductionAreReported() {
		set("chanuka.db.url", "postgresql://db.example.com/db?sslmode=disable");
		assertThat(resolve().warnings()).singleElement().asString().contains("disable", "unencrypted", "verify-full");
		set("chanuka.db.url", "postgresql://db.example.com/db?sslmode=require");
		assertThat(resolve().warnings()).singleElement()
			.asString()
			.contains("not verified", "chanuka.db.ssl.root-certificate", "chanuka.db.ssl.mode");
		set("chanuka.db.url", "postgresql://db.example.com/db");
		set("chanuka.db.ssl.reject-unauthorized", false);
		assertThat(resolve().warnings()).singleElement()
			.asString()
			.contains("reject-unauthorized", "the server certificate is not verified");
	}

	@Test
	void strongModesAreNotReported() {
		set("chanuka.db.url", "postgresql://db.example.com/db");
		assertThat(resolve().warnings()).isEmpty();
		set("chanuka.db.url", "postgresql://ep-a.eu.neon.tech/db?sslmode=require");
		assertThat(resolve().warnings()).isEmpty();
		assertThat(resolve().runtimeTls().mode().origin().toString()).contains("require", "neon", "public");
	}

	@Test
	void whenPropertyWeakensTheUrlThenThatIsReported() {
		set("chanuka.db.environment", "development");
		set("chanuka.db.url", "postgresql://db.example.com/db?sslmode=verify-full");
		set("chanuka.db.ssl.mode", "require");
		assertThat(resolve().warnings()).singleElement().asString().contains("weaker than", "verify-full");
	}

	@Test
	void whenVerificationIsBothDemandedAndForbiddenThenThatIsAnError() {
		set("chanuka.db.url", "postgresql://db.example.com/db");
		set("chanuka.db.ssl.mode", "verify-ca");
		set("chanuka.db.ssl.reject-unauthorized", false);
		assertThat(violations()).singleElement()
			.asString()
			.contains("reject-unauthorized", "contradicts", "chanuka.db.ssl.mode");
	}

	@Test
	void whenVerificationIsDemandedWithoutEncryptionThenThatIsAnError() {
		set("chanuka.db.url", "postgresql://db.example.com/db?sslmode=disable");
		set("chanuka.db.ssl.reject-unauthorized", true);
		assertThat(violations()).singleElement()
			.asString()
			.contains("reject-unauthorized = true", "contradicts disable", "sslmode");
	}

	@Test
	void whenPartCannotBeReadThenTheRestIsCheckedAllTheSame() {
		TestCertificates ca = TestCertificates.authority("ca");
		set("chanuka.db.url", "postgresql://db.example.com/db");
		set("chanuka.db.ssl.root-certificate", "/ca.pem");
		set("chanuka.db.ssl.certificate", "/client.pem");
		TlsMaterial rest = presenting(
				ca.sign("late", "RSA", NOW.minus(9, ChronoUnit.DAYS), NOW.minus(1, ChronoUnit.DAYS)));
		SettingsResolver resolver = new SettingsResolver((references) -> {
			throw new InvalidTlsMaterialException(
					List.of(new TlsProblem(TlsProblem.Part.ROOT_CERTIFICATE, "no such file", "Give it.")), rest);
		}, clock());
		InvalidSettingsException ex = catchThrowableOfType(InvalidSettingsException.class,
				() -> resolver.resolve(input()));
		assertThat(ex.getViolations()).extracting(SettingsViolation::property)
			.containsExactly("chanuka.db.ssl.root-certificate", "chanuka.db.ssl.certificate");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = {
	// @formatter:off
			// environment | host           | URL          | property    | DB_SSL   | reject | expected    | ignored
			"development   | localhost      | -            | -           | true     | -      | verify-full | false",
			"development   | localhost      | -            | -           | true     | false  | require     | false",
			"development   | localhost      | -            | -           | false    | -      | disable     | false",
			"development   | localhost      | require      | -           | true     | -      | require     | false",
			"development   | localhost      | prefer       | -           | true     | -      | require     | false",
			"development   | localhost      | verify-full  | -           | false    | -      | verify-full | true",
			"development   | localhost      | verify-full  | -           | true     | false  | verify-full | true",
			"development   | localhost      | verify-full  | -           | -        | false  | verify-full | true",
			"development   | localhost      | require      | -           | verify-full | -   | verify-full | false",
			"development   | localhost      | require      | -           | -        | true   | require     | false",
			"development   | db.example.com | -            | -           | disable  | -      | disable     | false",
			"development   | localhost      | -            | require     | disable  | -      | require     | true",
			"development   | localhost      | -            | require     | verify-ca | -     | verify-ca   | false",
			"development   | localhost      | -            | -           | nonsense | -      | disable     | true",
			"production    | db.example.com | -            | -           | false    | -      | verify-full | true",
			"production    | db.example.com | -            | -           | require  | -      | verify-full | true",
			"production    | db.example.com | -            | -           | -        | false  | verify-full | true",
			"production    | db.example.com | -            | -           | true     | -      | verify-full | false",
			"production    | 10.1.2.3       | -            | -           | false    | -      | disable     | false",
			"production    | 10.1.2.3       | -            | -           | require  | -      | require     | false"
	// @formatter:on
	})
	void variableMakesEncryptionStrongerAndNeverWeaker(String environment, String host, @Nullable String inUrl,
			@Nullable String property, @Nullable String variable, @Nullable Boolean reject, String expected,
			boolean ignored) {
		TestInput input = new TestInput().set("chanuka.db.environment", environment)
			.set("chanuka.db.url", "postgresql://" + host + "/db" + ((inUrl != null) ? "?sslmode=" + inUrl : ""));
		if (property != null) {
			input.set("chanuka.db.ssl.mode", property);
		}
		if (variable != null) {
			input.variable("DB_SSL", "chanuka.db.ssl.mode", variable);
		}
		if (reject != null) {
			input.variable("DB_SSL_REJECT_UNAUTHORIZED", "chanuka.db.ssl.reject-unauthorized", reject);
		}
		DatabaseSettings settings = TestSettings.resolver().resolve(input.build());
		assertThat(settings.runtimeTls().mode().value()).hasToString(expected);
		assertThat(settings.warnings().stream().anyMatch((warning) -> warning.startsWith("Ignored: ")))
			.isEqualTo(ignored);
	}

	@Test
	void variableDoesNotWeakenWhatFollowsFromAMode() {
		TestInput input = new TestInput().set("chanuka.db.environment", "production")
			.set("chanuka.db.url", "postgresql://ep-a.eu.neon.tech/db?sslmode=require")
			.variable("DB_SSL_REJECT_UNAUTHORIZED", "chanuka.db.ssl.reject-unauthorized", false);
		assertThat(TestSettings.resolver().resolve(input.build()).runtimeTls().mode().value())
			.hasToString("verify-full");
		input.set("chanuka.db.url", "postgresql://db.example.com/db")
			.set("chanuka.db.ssl.mode", "require")
			.set("chanuka.db.ssl.root-certificate", "system");
		assertThat(TestSettings.resolver().resolve(input.build()).runtimeTls().mode().value())
			.hasToString("verify-full");
	}

	@ParameterizedTest
	@CsvSource({ "ssl=true&sslfactory=org.postgresql.ssl.NonValidatingFactory, verify-full",
			"sslmode=verify-ca&sslfactory=org.postgresql.ssl.NonValidatingFactory, verify-ca",
			"sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory, prefer" })
	void factoryOfTheSpringUrlStaysTheDrivers(String parameters, String mode) {
		DatabaseSettings settings = TestSettings.resolver()
			.resolve(new TestInput().set("spring.datasource.url", "jdbc:postgresql://localhost/db?" + parameters)
				.build());
		assertThat(settings.runtimeTls().mode().value()).hasToString(mode);
		assertThat(settings.runtimeTls().factory()).startsWith("org.postgresql.ssl.");
	}

	@Test
	void keyOfAVariableThatNeedsAPasswordIsIgnored() {
		SettingsResolver resolver = new SettingsResolver((references) -> {
			throw new InvalidTlsMaterialException(
					List.of(new TlsProblem(TlsProblem.Part.PRIVATE_KEY_PASSWORD, "the key is encrypted", "Set it.")));
		}, clock());
		DatabaseSettings settings = resolver
			.resolve(new TestInput().set("chanuka.db.url", "postgresql://db.example.com/db")
				.variable("DB_SSL_KEY", "chanuka.db.ssl.private-key", "encrypted")
				.build());
		assertThat(settings.warnings()).containsExactly("Ignored: variable DB_SSL_KEY (the key is encrypted).");
	}

	@Test
	void reportShowsOnlyWhatIsInEffect() {
		DatabaseSettings settings = TestSettings.resolver()
			.resolve(new TestInput().set("spring.datasource.url", "jdbc:postgresql://localhost/db")
				.variable("DB_SSL_CA", "chanuka.db.ssl.root-certificate", "text")
				.variable("DATABASE_DRIVER", "chanuka.db.provider", "org.postgresql.driver")
				.build());
		assertThat(new SettingsReport(settings).text()).doesNotContain("DB_SSL_CA", "DATABASE_DRIVER");
	}

	@Test
	void whenOurPropertyIsStrongerRankedThenTheVariableIsIgnored() {
		TestInput input = new TestInput().set("chanuka.db.url", "postgresql://localhost/db")
			.set("chanuka.db.ssl.mode", "prefer", 1)
			.variable("SSL_MODE", "chanuka.db.ssl.mode", "verify-full");
		assertThat(TestSettings.resolver().resolve(input.build()).runtimeTls().mode().value()).hasToString("prefer");
	}

	@ParameterizedTest
	@CsvSource({ "production, db.example.com, true", "production, localhost, false", "staging, db.example.com, false",
			"development, localhost, false", "testing, db.example.com, false" })
	void springsUrlKeepsTheDriversDefaultAndNoVariableChangesIt(String environment, String host, boolean warned) {
		TestInput input = new TestInput().set("chanuka.db.environment", environment)
			.set("spring.datasource.url", "jdbc:postgresql://" + host + "/db");
		DatabaseSettings settings = TestSettings.resolver().resolve(input.build());
		assertThat(settings.runtimeTls().mode().value()).hasToString("prefer");
		assertThat(settings.runtimeTls().mode().origin())
			.hasToString("the default of the JDBC driver, as spring.datasource.url in test names no sslmode");
		assertThat(settings.warnings()).hasSize(warned ? 1 : 0);
		input.variable("DB_SSL", "chanuka.db.ssl.mode", "true");
		input.variable("DB_SSL_CA", "chanuka.db.ssl.root-certificate", "nonsense");
		settings = TestSettings.resolver().resolve(input.build());
		assertThat(settings.runtimeTls().mode().value()).hasToString("prefer");
		assertThat(settings.warnings())
			.contains("Ignored: variable DB_SSL (the encryption of spring.datasource.url is not changed).");
		input.set("chanuka.db.ssl.mode", "verify-full");
		assertThat(TestSettings.resolver().resolve(input.build()).runtimeTls().mode().value())
			.hasToString("verify-full");
	}

	@Test
	void whatTheDriverReadsForTheSpringUrlItGoesOnReading() {
		TestInput input = new TestInput().set("chanuka.db.environment", "production")
			.set("spring.datasource.url",
					"jdbc:postgresql://db.example.com/db?sslmode=require&sslrootcert=/ca.pem&sslcert=/c.crt&sslkey=/c.pk8");
		DatabaseSettings settings = TestSettings.resolver().resolve(input.build());
		assertThat(settings.runtimeTls().factory()).isEqualTo("org.postgresql.ssl.LibPQFactory");
		assertThat(settings.runtimeTls().mode().value()).hasToString("require");
		assertThat(settings.runtime().url().value().parameters())
			.isEqualTo(Map.of("sslrootcert", "/ca.pem", "sslcert", "/c.crt", "sslkey", "/c.pk8"));
		assertThat(settings.migrationTls()).isEqualTo(settings.runtimeTls());
		assertThat(settings.migration().url().value().parameters()).containsKey("sslkey");
		input = new TestInput().set("spring.datasource.url", "jdbc:postgresql://localhost/db?sslmode=verify-full");
		assertThat(TestSettings.resolver().resolve(input.build()).runtimeTls().factory()).isNull();
		assertThat(TestSettings.resolver().resolve(input.withDriverTlsFiles().build()).runtimeTls().factory())
			.isEqualTo("org.postgresql.ssl.LibPQFactory");
		input.set("spring.datasource.hikari.data-source-properties.sslrootcert", "/ca.pem");
		assertThat(TestSettings.resolver().resolve(input.build()).runtimeTls().factory())
			.isEqualTo("org.postgresql.ssl.LibPQFactory");
	}

	@Test
	void materialOfAVariableThatCannotBeUsedIsIgnored() {
		TestInput input = new TestInput().set("chanuka.db.url", "postgresql://db.example.com/db")
			.variable("DB_SSL_CA", "chanuka.db.ssl.root-certificate", "nonsense")
			.variable("DB_SSL_KEY", "chanuka.db.ssl.private-key", "nonsense too");
		SettingsResolver resolver = new SettingsResolver((references) -> {
			List<TlsProblem> problems = new ArrayList<>();
			if (references.rootCertificate() != null) {
				problems.add(new TlsProblem(TlsProblem.Part.ROOT_CERTIFICATE, "it is no certificate", "Fix it."));
			}
			if (references.privateKey() != null) {
				problems.add(new TlsProblem(TlsProblem.Part.PRIVATE_KEY, "it is no key", "Fix it."));
			}
			throw new InvalidTlsMaterialException(problems);
		}, clock());
		DatabaseSettings settings = resolver.resolve(input.build());
		assertThat(settings.runtimeTls().mode().value()).hasToString("verify-full");
		assertThat(settings.runtimeTls().material()).isEqualTo(TlsMaterial.NONE);
		assertThat(settings.warnings()).containsExactly(
				"Ignored: variable DB_SSL_CA (it is no certificate); " + "variable DB_SSL_KEY (it is no key).");
	}

	@Test
	void guessedEnvironmentIsPartOfTheReason() {
		this.values.clear();
		set("chanuka.db.url", "postgresql://db.example.com/db");
		assertThat(resolve().runtimeTls().mode().origin()).hasToString(
				"default of production, which was guessed: no profile, and the host db.example.com is a remote one");
	}

	@Test
	void switchThatIsOffDoesNotSwitchEncryptionOff() {
		set("chanuka.db.environment", "development");
		set("chanuka.db.url", "postgresql://db.example.com/db?ssl=false");
		assertThat(resolve().runtimeTls().mode().value()).hasToString("prefer");
		assertThat(resolve().warnings()).singleElement().asString().contains("ssl=false", "sslmode=prefer");
		set("chanuka.db.url", "postgresql://localhost/db?ssl=false");
		assertThat(resolve().runtimeTls().mode().value()).hasToString("prefer");
		set("chanuka.db.url", "postgresql://localhost/db?ssl=true");
		assertThat(resolve().runtimeTls().mode().value()).hasToString("require");
	}

	@Test
	void whenModeIsUnknownThenChoicesAreNamed() {
		set("chanuka.db.url", "postgresql://db.example.com/db");
		set("chanuka.db.ssl.mode", "full");
		assertThat(violations()).singleElement().satisfies((violation) -> {
			assertThat(violation).asString().contains("chanuka.db.ssl.mode", "full");
			assertThat(violation.action()).contains("verify-full", "disable");
		});
	}

	@Test
	void whenRootIsGivenThenRequireVerifiesAsInLibpq() {
		this.loaded = trusting(TestCertificates.authority("ca"));
		set("chanuka.db.environment", "development");
		set("chanuka.db.url", "postgresql://db.example.com/db?sslmode=require&sslrootcert=/ca.pem");
		assertThat(resolve().runtimeTls().mode().value()).hasToString("verify-ca");
		assertThat(this.asked.rootCertificate()).isEqualTo("/ca.pem");
		set("chanuka.db.ssl.reject-unauthorized", false);
		assertThat(resolve().runtimeTls().mode().value()).hasToString("require");
	}

	@Test
	void whenRootIsSystemThenNothingIsLoaded() {
		set("chanuka.db.url", "postgresql://db.example.com/db?sslrootcert=system");
		DatabaseSettings settings = resolve();
		assertThat(settings.runtimeTls().mode().value()).hasToString("verify-full");
		assertThat(settings.runtimeTls().material()).isEqualTo(TlsMaterial.NONE);
		assertThat(settings.runtime().url().value().parameters()).isEmpty();
	}

	@Test
	void propertiesBeatTheUrlPartByPart() {
		set("chanuka.db.url", "postgresql://db.example.com/db?sslrootcert=/url.pem&sslcert=/url.crt&sslkey=/url.key");
		set("chanuka.db.ssl.certificate", "/own.crt");
		resolve();
		assertThat(this.asked).isEqualTo(new TlsReferences("/url.pem", "/own.crt", "/url.key", null, null));
	}

	@Test
	void whenBundleAndPartsAreSetThenThatIsAnError() {
		set("chanuka.db.url", "postgresql://db.example.com/db");
		set("chanuka.db.ssl.bundle", "db");
		set("chanuka.db.ssl.root-certificate", "/ca.pem");
		assertThat(violations()).singleElement().asString().contains("chanuka.db.ssl.bundle", "root-certificate");
	}

	@Test
	void whenEncryptionIsOffThenMaterialIsNotLoadedAndThatIsReported() {
		set("chanuka.db.environment", "development");
		set("chanuka.db.url", "postgresql://localhost/db");
		set("chanuka.db.ssl.root-certificate", "/ca.pem");
		assertThat(resolve().warnings()).singleElement()
			.asString()
			.contains("Ignored:", "root-certificate", "encryption is off");
		assertThat(this.asked.rootCertificate()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "development, db.internal", "production, db.internal", "development, db.example.com" })
	void whenARootCertificateIsNotUsedByDefaultThenTheModeToSetIsReported(String environment, String host) {
		set("chanuka.db.environment", environment);
		set("chanuka.db.url", "postgresql://" + host + "/db");
		set("chanuka.db.ssl.root-certificate", "/ca.pem");
		this.loaded = trusting(TestCertificates.authority("ca"));
		String expected = "The server certificate of " + host + " is not verified, although test";
		assertThat(resolve().warnings()).filteredOn((warning) -> warning.startsWith(expected))
			.singleElement()
			.asString()
			.contains("the mode is prefer (", "Set chanuka.db.ssl.mode=verify-full.");
		for (String mode : new String[] { "prefer", "verify-full" }) {
			set("chanuka.db.ssl.mode", mode);
			assertThat(resolve().warnings()).noneMatch((warning) -> warning.startsWith("The server certificate of"));
		}
	}

	@Test
	void whenATestRunsInAContainerThenAnUnusedRootCertificateIsNotReported() {
		set("chanuka.db.ssl.root-certificate", "/ca.pem");
		this.loaded = trusting(TestCertificates.authority("ca"));
		this.redirect = new RedirectedEndpoint("jdbc:postgresql://172.17.0.1:32768/test", Credentials.NONE,
				new Origin(Origin.Kind.CONTAINER, "container"));
		assertThat(resolve().runtimeTls().mode().value()).hasToString("prefer");
		assertThat(resolve().warnings()).isEmpty();
	}

	@Test
	void whenFactoryIsForeignThenTheUrlKeepsWhatItNeeds() {
		set("chanuka.db.url",
				"jdbc:postgresql://db.example.com/db?sslmode=verify-full&sslfactory=com.example.Own&sslfactoryarg=x");
		DatabaseSettings settings = resolve();
		assertThat(settings.runtimeTls().factory()).isEqualTo("com.example.Own");
		assertThat(settings.runtime().url().value().parameters()).containsOnlyKeys("sslfactory", "sslfactoryarg");
	}

	@Test
	void whenFactoryIsForeignThenTheModeOfThePropertyStillBeatsTheUrl() {
		set("chanuka.db.url", "jdbc:postgresql://db.example.com/db?sslmode=require&sslfactory=com.example.Own");
		set("chanuka.db.ssl.mode", "verify-full");
		DatabaseSettings settings = resolve();
		assertThat(ConnectionSockets.of(settings.runtimeTls()).secured(settings.runtime().url().value()).parameters())
			.containsEntry("sslmode", "verify-full")
			.containsEntry("sslfactory", "com.example.Own");
	}

	@Test
	void whenFactoryIsTheDriversOwnThenItsArgumentIsNotOurs() {
		set("chanuka.db.url", "jdbc:postgresql://db.example.com/db?sslfactory=org.postgresql.ssl.NonValidatingFactory"
				+ "&sslfactoryarg=x");
		assertThat(resolve().runtime().url().value().parameters()).isEmpty();
	}

	@Test
	void whenFactoryIsSetForTheDriverThenMigrationsUseItToo() {
		set("chanuka.db.url", "postgresql://db.example.com/db");
		set("spring.datasource.hikari.data-source-properties.sslfactory", "com.example.Own");
		assertThat(ConnectionSockets.of(resolve().migrationTls()).driverProperties()).containsEntry("sslfactory",
				"com.example.Own");
	}

	@Test
	void whenDriversSwitchIsOnThenItMeansWhatTheDriverMeans() {
		set("chanuka.db.environment", "development");
		set("chanuka.db.url", "postgresql://db.example.com/db");
		set("spring.datasource.hikari.data-source-properties.ssl", "true");
		assertThat(resolve().runtimeTls().mode().value()).hasToString("verify-full");
		set("spring.datasource.hikari.data-source-properties.sslmode", "require");
		assertThat(resolve().runtimeTls().mode().value()).hasToString("require");
	}

	@Test
	void whenRootIsSystemThenRequireVerifiesInFull() {
		set("chanuka.db.environment", "staging");
		set("chanuka.db.url", "postgresql://db.example.com/db?sslmode=require");
		set("chanuka.db.ssl.root-certificate", "system");
		assertThat(resolve().runtimeTls().mode().value()).hasToString("verify-full");
		set("chanuka.db.ssl.reject-unauthorized", false);
		assertThat(resolve().runtimeTls().mode().value()).hasToString("require");
	}

	@Test
	void rejectUnauthorizedBesideRequireIsReported() {
		set("chanuka.db.url", "postgresql://db.example.com/db?sslmode=require");
		set("chanuka.db.ssl.reject-unauthorized", false);
		assertThat(resolve().warnings()).singleElement()
			.asString()
			.contains("reject-unauthorized", "the server certificate is not verified");
	}

	@Test
	void driversUnverifyingFactoryIsReported() {
		set("chanuka.db.url", "jdbc:postgresql://db.example.com/db?sslfactory=org.postgresql.ssl.NonValidatingFactory");
		DatabaseSettings settings = resolve();
		assertThat(settings.runtimeTls().mode().value()).hasToString("require");
		assertThat(settings.warnings()).singleElement()
			.asString()
			.contains("sslfactory", "the server certificate is not verified");
	}

	@Test
	void problemsOfTheLoaderAreViolationsWithoutTheValue() {
		set("chanuka.db.url", "postgresql://db.example.com/db");
		set("chanuka.db.ssl.private-key", "planted");
		SettingsResolver resolver = new SettingsResolver((references) -> {
			throw new InvalidTlsMaterialException(
					List.of(new TlsProblem(TlsProblem.Part.PRIVATE_KEY, "it is no key", "Fix it.")));
		}, clock());
		InvalidSettingsException ex = catchThrowableOfType(InvalidSettingsException.class,
				() -> resolver.resolve(input()));
		assertThat(ex.getViolations()).singleElement().satisfies((violation) -> {
			assertThat(violation.property()).isEqualTo("chanuka.db.ssl.private-key");
			assertThat(violation.reason()).isEqualTo("it is no key");
			assertThat(violation.action()).isEqualTo("Fix it.");
			assertThat(violation.toString()).doesNotContain("planted");
		});
	}

	@Test
	void whenCertificateIsOverOrNotYetValidThenNothingStarts() {
		TestCertificates ca = TestCertificates.authority("ca");
		set("chanuka.db.url", "postgresql://db.example.com/db");
		set("chanuka.db.ssl.root-certificate", "/ca.pem");
		this.loaded = presenting(ca.sign("late", "RSA", NOW.minus(9, ChronoUnit.DAYS), NOW.minus(1, ChronoUnit.DAYS)));
		assertThat(violations()).singleElement()
			.satisfies((violation) -> assertThat(violation.reason()).contains("CN=late", "expired at"));
		this.loaded = presenting(ca.sign("early", "RSA", NOW.plus(1, ChronoUnit.DAYS), NOW.plus(9, ChronoUnit.DAYS)));
		assertThat(violations()).singleElement()
			.satisfies((violation) -> assertThat(violation.reason()).contains("CN=early", "not valid before"));
		this.loaded = trusting(ca.sign("expired", "RSA", NOW.minus(9, ChronoUnit.DAYS), NOW.minus(1, ChronoUnit.DAYS)));
		assertThat(violations()).singleElement()
			.satisfies((violation) -> assertThat(violation.property()).isEqualTo("chanuka.db.ssl.root-certificate"));
	}

	@Test
	void whenOneOfSeveralAuthoritiesIsOverThenTheOthersCount() {
		TestCertificates ca = TestCertificates.authority("ca");
		TestCertificates expired = ca.sign("expired", "RSA", NOW.minus(9, ChronoUnit.DAYS),
				NOW.minus(1, ChronoUnit.DAYS));
		set("chanuka.db.url", "postgresql://db.example.com/db");
		set("chanuka.db.ssl.root-certificate", "/ca.pem");
		this.loaded = trusting(expired, ca);
		assertThat(resolve().runtimeTls().expiry().daysLeft(NOW)).isGreaterThan(3000);
	}

	@Test
	void whenCertificateExpiresSoonThenThatIsReported() {
		TestCertificates ca = TestCertificates.authority("ca");
		set("chanuka.db.url", "postgresql://db.example.com/db");
		set("chanuka.db.ssl.root-certificate", "/ca.pem");
		this.loaded = presenting(ca.sign("soon", "EC", NOW.minus(9, ChronoUnit.DAYS), NOW.plus(250, ChronoUnit.HOURS)));
		DatabaseSettings settings = resolve();
		assertThat(settings.warnings()).singleElement().asString().contains("CN=soon", ", days until then: 10.");
		assertThat(settings.runtimeTls().expiry().daysLeft(NOW)).isEqualTo(10);
	}

	@Test
	void whenKeyBelongsToAnotherCertificateThenNothingStarts() {
		TestCertificates ca = TestCertificates.authority("ca");
		set("chanuka.db.url", "postgresql://db.example.com/db");
		set("chanuka.db.ssl.certificate", "/own.crt");
		TlsMaterial mixed = presenting(ca.sign("one"));
		this.loaded = new TlsMaterial(List.of(), List.of(), mixed.chain(), ca.sign("two").privateKey(), List.of(),
				List.of(), List.of(), "test");
		assertThat(violations()).singleElement()
			.satisfies((violation) -> assertThat(violation.reason()).contains("does not belong", "CN=one"));
	}

	@Test
	void whenConnectionDetailsPointToThisMachineThenTlsIsNotDemanded() {
		this.redirect = new RedirectedEndpoint("jdbc:postgresql://localhost:32768/test", Credentials.NONE,
				new Origin(Origin.Kind.CONNECTION_DETAILS, "bean"));
		assertThat(resolve().runtimeTls().mode().value()).hasToString("prefer");
		assertThat(resolve().migrationTls()).isEqualTo(resolve().runtimeTls());
		this.redirect = new RedirectedEndpoint("jdbc:postgresql://db.example.com:32768/test", Credentials.NONE,
				new Origin(Origin.Kind.CONNECTION_DETAILS, "bean"));
		assertThat(resolve().runtimeTls().mode().value()).hasToString("prefer");
		assertThat(resolve().warnings()).singleElement().asString().contains("bean names no sslmode");
		this.redirect = new RedirectedEndpoint("jdbc:postgresql://172.17.0.1:32768/test", Credentials.NONE,
				new Origin(Origin.Kind.CONTAINER, "container"));
		assertThat(resolve().runtimeTls().mode().value()).hasToString("prefer");
		assertThat(resolve().migrationTls()).isEqualTo(resolve().runtimeTls());
		this.values.remove("chanuka.db.environment");
		assertThat(resolve().environment().value()).isEqualTo(DeploymentEnvironment.DEVELOPMENT);
		set("chanuka.db.pooler.mode", "transaction");
		assertThat(resolve().runtime().provider().kind()).hasToString("direct");
	}

	@Test
	void migrationsThatGoElsewhereHaveTheirOwnEncryption() {
		set("chanuka.db.url", "postgresql://db.example.com/db?sslmode=require");
		set("chanuka.db.migration.url", "postgresql://other.example.com/db?sslmode=verify-ca");
		DatabaseSettings settings = resolve();
		assertThat(settings.runtimeTls().mode().value()).hasToString("require");
		assertThat(settings.migrationTls().mode().value()).hasToString("verify-ca");
	}

	@Test
	void derivedSiblingKeepsTheEncryption() {
		set("chanuka.db.environment", "development");
		set("chanuka.db.url", "postgresql://ep-a-pooler.eu.neon.tech/db?sslmode=verify-ca");
		assertThat(resolve().migrationTls().mode().value()).hasToString("verify-ca");
	}

	private static TlsMaterial trusting(TestCertificates... roots) {
		return new TlsMaterial(Arrays.stream(roots).map(TestCertificates::certificate).toList(),
				List.of(new TrustManager() {
				}), List.of(), null, List.of(), List.of(), List.of(), "test");
	}

	private static TlsMaterial presenting(TestCertificates client) {
		return new TlsMaterial(List.of(), List.of(), List.of(client.certificate()), client.privateKey(), List.of(),
				List.of(), List.of(), "test");
	}

	private void set(String name, Object value) {
		this.values.put(name, new InputValue(name, value, new Origin(Origin.Kind.PROPERTY, name)));
	}

	private SettingsInput input() {
		return new TestInput().setAll(this.values).redirected(this.redirect, null).build();
	}

	private DatabaseSettings resolve() {
		return new SettingsResolver((references) -> {
			this.asked = references;
			return this.loaded;
		}, clock()).resolve(input());
	}

	private static Clock clock() {
		return Clock.fixed(NOW, ZoneOffset.UTC);
	}

	private List<SettingsViolation> violations() {
		InvalidSettingsException ex = catchThrowableOfType(InvalidSettingsException.class, this::resolve);
		assertThat(ex).isNotNull();
		return ex.getViolations();
	}

}
