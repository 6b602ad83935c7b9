package io.chanuka.db.settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.testsupport.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionPlan}.
 */
class SessionPlanTests {

	private final Map<String, Object> values = new HashMap<>(Map.of("url", "postgresql://localhost/shop"));

	@Test
	void directEndpointGetsEverythingWithTheStartUpPacket() {
		allTimeouts();
		SessionPlan plan = plan(EndpointKind.DIRECT);
		assertThat(plan.startupOptions()).isEqualTo(
				"-c statement_timeout=30000 -c lock_timeout=5000 " + "-c idle_in_transaction_session_timeout=60000");
		assertThat(plan.initSql()).isNull();
		assertThat(plan.queryTimeoutSeconds()).isZero();
		assertThat(plan.prepares()).isTrue();
		assertThat(plan.notApplied()).isEmpty();
	}

	@Test
	void poolerInSessionModeGetsTheSameAsOneStatement() {
		allTimeouts();
		SessionPlan plan = plan(EndpointKind.SESSION_POOLED);
		assertThat(plan.initSql()).isEqualTo("SET statement_timeout = 30000; SET lock_timeout = 5000; "
				+ "SET idle_in_transaction_session_timeout = 60000");
		assertThat(plan.startupOptions()).isNull();
		assertThat(plan.prepares()).isTrue();
		assertThat(plan.notApplied()).isEmpty();
	}

	@Test
	void poolerInTransactionModeGetsNothingAndTheStatementToRunIsReported() {
		allTimeouts();
		SessionPlan plan = plan(EndpointKind.TRANSACTION_POOLED);
		assertThat(plan.startupOptions()).isNull();
		assertThat(plan.initSql()).isNull();
		assertThat(plan.queryTimeoutSeconds()).isEqualTo(30);
		assertThat(plan.prepares()).isFalse();
		assertThat(plan.notApplied()).containsExactly("ALTER ROLE \"a\"\"pp\" SET lock_timeout = '5000ms'",
				"ALTER ROLE \"a\"\"pp\" SET idle_in_transaction_session_timeout = '60000ms'");
	}

	@Test
	void whenNoUserIsKnownThenTheStatementLeavesAPlaceForIt() {
		this.values.put("lock-timeout", Duration.ofMillis(1500));
		SessionPlan plan = SessionPlan.of(EndpointKind.TRANSACTION_POOLED, session(), null);
		assertThat(plan.notApplied()).containsExactly("ALTER ROLE \"<user>\" SET lock_timeout = '1500ms'");
	}

	@ParameterizedTest
	@EnumSource(EndpointKind.class)
	void whenAllIsOffThenNothingIsSentAndNothingIsMissing(EndpointKind kind) {
		this.values.put("statement-timeout", Duration.ZERO);
		SessionPlan plan = plan(kind);
		assertThat(plan.startupOptions()).isNull();
		assertThat(plan.initSql()).isNull();
		assertThat(plan.queryTimeoutSeconds()).isZero();
		assertThat(plan.notApplied()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(EndpointKind.class)
	void migrationsGetNoTimeoutAndPrepareWhereTheyMay(EndpointKind kind) {
		SessionPlan plan = SessionPlan.none(kind);
		assertThat(plan.startupOptions()).isNull();
		assertThat(plan.initSql()).isNull();
		assertThat(plan.queryTimeoutSeconds()).isZero();
		assertThat(plan.prepares()).isEqualTo(kind != EndpointKind.TRANSACTION_POOLED);
	}

	@ParameterizedTest
	@CsvSource({ "30s, 0s, 30", "30s, 10s, 10", "5s, 10s, 5", "0s, 10s, 10", "0s, 0s, 0", "1ms, 0s, 1",
			"1001ms, 0s, 2" })
	void inTransactionModeTheClientCancelsAfterTheShorterOne(String statement, String query, int seconds) {
		this.values.put("statement-timeout", DurationStyle.detectAndParse(statement));
		this.values.put("query-timeout", DurationStyle.detectAndParse(query));
		assertThat(plan(EndpointKind.TRANSACTION_POOLED).queryTimeoutSeconds()).isEqualTo(seconds);
	}

	@ParameterizedTest
	@CsvSource({ "DIRECT, 10", "SESSION_POOLED, 10" })
	void elsewhereTheClientCancelsAfterItsOwn(EndpointKind kind, int seconds) {
		this.values.put("query-timeout", Duration.ofMillis(9001));
		assertThat(plan(kind).queryTimeoutSeconds()).isEqualTo(seconds);
	}

	@ParameterizedTest
	@CsvSource({ "auto, true, true, false", "true, true, true, true", "false, false, false, false" })
	void statementsArePreparedWhereTheyMayBe(String setting, boolean direct, boolean session, boolean transaction) {
		this.values.put("pooler.prepared-statements", setting);
		assertThat(plan(EndpointKind.DIRECT).prepares()).isEqualTo(direct);
		assertThat(plan(EndpointKind.SESSION_POOLED).prepares()).isEqualTo(session);
		assertThat(plan(EndpointKind.TRANSACTION_POOLED).prepares()).isEqualTo(transaction);
	}

	private void allTimeouts() {
		this.values.put("lock-timeout", Duration.ofSeconds(5));
		this.values.put("idle-in-transaction-timeout", Duration.ofMinutes(1));
	}

	private SessionPlan plan(EndpointKind kind) {
		return SessionPlan.of(kind, session(), "a\"pp");
	}

	private SessionSettings session() {
		return TestSettings.resolve(this.values).session();
	}

}
