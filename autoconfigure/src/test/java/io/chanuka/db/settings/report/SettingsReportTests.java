package io.chanuka.db.settings.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.testsupport.TestInput;
import io.chanuka.db.testsupport.TestSettings;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SettingsReport}.
 */
class SettingsReportTests {

	private final Map<String, InputValue> values = new LinkedHashMap<>();

	@Test
	void reportsWhatWasDecidedAndByWhichSource() {
		set("chanuka.db.url", "postgresql://app:planted@ep-a-1-pooler.eu.aws.neon.tech/shop?sslmode=require");
		set("chanuka.db.pool.max-size", 7);
		assertThat(report()).isEqualTo(
				"""
						Database of this application
						  environment  production (no profile, and the host ep-a-1-pooler.eu.aws.neon.tech is a remote one)
						  runtime      jdbc:postgresql://ep-a-1-pooler.eu.aws.neon.tech:5432/shop as app:******, \
						neon, transaction-pooled (chanuka.db.url in test)
						               The host ends with .neon.tech and its first label ends with -pooler.
						  migration    jdbc:postgresql://ep-a-1.eu.aws.neon.tech:5432/shop as app:******, \
						neon, direct (direct sibling of the runtime's pooled host)
						               The host ends with .neon.tech and its first label does not end with -pooler.
						  encryption   verify-full (require, strengthened in production (guessed) because neon has certificates of public authorities), \
						trust store of the JVM
						  pool         at most 7, at least 5 idle, acquire timeout 10s
						  sessions     the client cancels statements after 30s; nothing is prepared on the server
						  not defaults
						    chanuka.db.pool.max-size = 7 (chanuka.db.pool.max-size in test)""");
	}

	@Test
	void whenNothingWasConfiguredThenReportsNoMoreThanNeeded() {
		set("chanuka.db.url", "postgresql://localhost/shop");
		assertThat(report()).endsWith("""
				pool         at most 5, at least 1 idle, acquire timeout 10s
				  sessions     statement-timeout 30s, sent when a session starts""");
	}

	@Test
	void reportsHowTheTimeoutsReachADirectEndpoint() {
		set("chanuka.db.url", "postgresql://localhost/shop?options=-c%20work_mem=7MB");
		set("chanuka.db.lock-timeout", Duration.ofSeconds(5));
		set("chanuka.db.query-timeout", Duration.ofSeconds(10));
		assertThat(report()).contains("\n  sessions     statement-timeout 30s, lock-timeout 5s, sent when a session "
				+ "starts; the client cancels statements after 10s; the options of the URL come last\n");
	}

	@Test
	void reportsHowTheTimeoutsReachAPoolerInSessionMode() {
		set("chanuka.db.url", "postgresql://localhost/shop");
		set("chanuka.db.pooler.mode", "session");
		set("chanuka.db.idle-in-transaction-timeout", Duration.ofMinutes(1));
		assertThat(report()).contains("\n  sessions     statement-timeout 30s, idle-in-transaction-timeout 60s, set on "
				+ "each new connection\n");
	}

	@Test
	void reportsWhatAPoolerInTransactionModeDoesNotTakeAndWhatToRun() {
		set("chanuka.db.url", "postgresql://app:planted@localhost:6432/shop");
		set("chanuka.db.migration.url", "postgresql://app@localhost/shop");
		set("chanuka.db.statement-timeout", Duration.ZERO);
		set("chanuka.db.lock-timeout", Duration.ofSeconds(5));
		assertThat(report()).contains("""

				  sessions     nothing is prepared on the server
				               Not applied behind a pooler in transaction mode; it would be by: \
				ALTER ROLE "app" SET lock_timeout = '5000ms'
				""").doesNotContain("idle_in_transaction_session_timeout");
	}

	@Test
	void whenThereIsNoTimeoutThenThatIsReported() {
		set("chanuka.db.url", "postgresql://localhost/shop");
		set("chanuka.db.statement-timeout", Duration.ZERO);
		assertThat(report()).contains("\n  sessions     no timeout\n");
	}

	@Test
	void parametersOfTheUrlAreSettingsWithTheirOrigin() {
		set("chanuka.db.url", "postgresql://localhost/shop?connect_timeout=3&connection_limit=4&pool_timeout=20"
				+ "&application_name=mine&keepalives=1&planned=x");
		assertThat(report()).contains("chanuka.db.connect-timeout = 3s (parameter connectTimeout of the URL)",
				"chanuka.db.pool.max-size = 4 (parameter connection_limit of the URL)",
				"chanuka.db.pool.connection-timeout = 20s (parameter pool_timeout of the URL)",
				"chanuka.db.application-name = mine (parameter ApplicationName of the URL)",
				"chanuka.db.tcp-keep-alive = true (parameter tcpKeepAlive of the URL)");
		DatabaseSettings settings = resolve();
		assertThat(settings.runtime().url().value().parameters()).isEmpty();
		assertThat(settings.warnings()).singleElement().satisfies((warning) -> assertThat(warning).contains("planned"));
		set("chanuka.db.connect-timeout", Duration.ofSeconds(5));
		assertThat(resolve().connection().connectTimeout().value()).hasSeconds(5);
	}

	@Test
	void explicitPoolerModeDecidesTheKindAndMigrationsAreRefused() {
		set("chanuka.db.url", "postgresql://localhost/shop");
		set("chanuka.db.pooler.mode", "transaction");
		InvalidSettingsException refused = Assertions.catchThrowableOfType(InvalidSettingsException.class,
				this::resolve);
		assertThat(refused).hasMessageContaining("migrations would go through a pooler in transaction mode");
		set("chanuka.db.migration.allow-pooled", true);
		assertThat(resolve().runtime().provider().kind()).hasToString("transaction-pooled");
		set("chanuka.db.pooler.mode", "session");
		assertThat(resolve().runtime().provider().kind()).hasToString("session-pooled");
	}

	@Test
	void explicitProviderBeatsTheHost() {
		set("chanuka.db.url", "postgresql://db.example.com/shop");
		set("chanuka.db.provider", "neon");
		assertThat(resolve().runtime().provider().provider()).hasToString("neon");
		set("chanuka.db.provider", "moon");
		InvalidSettingsException refused = Assertions.catchThrowableOfType(InvalidSettingsException.class,
				this::resolve);
		assertThat(refused.getViolations()).singleElement()
			.satisfies((violation) -> assertThat(violation.action()).contains("[neon, supabase, ",
					"pgbouncer, postgres]"));
	}

	private void set(String name, Object value) {
		this.values.put(name, new InputValue(name, value, new Origin(Origin.Kind.PROPERTY, name + " in test")));
	}

	private DatabaseSettings resolve() {
		return TestSettings.resolver().resolve(new TestInput().setAll(this.values).build());
	}

	private String report() {
		return new SettingsReport(resolve()).text();
	}

}
