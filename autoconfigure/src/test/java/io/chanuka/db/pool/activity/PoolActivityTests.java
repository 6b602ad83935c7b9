package io.chanuka.db.pool.activity;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import com.zaxxer.hikari.SQLExceptionOverride;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PoolActivity}, with a clock that is set by hand.
 */
class PoolActivityTests {

	private final AtomicLong now = new AtomicLong();

	private final AtomicLong borrows = new AtomicLong(100);

	private final AtomicLong returns = new AtomicLong();

	private final PoolActivity activity = new PoolActivity(this.borrows::get, this.returns::get, this.now::get, null);

	@ParameterizedTest
	@CsvSource({ "08006, 08, true", "53300, 53, true", "57P01, 57, true", "58030, 58, true", "XX000, XX, true",
			"57014, 57, false", "23505, 23, false", "42601, 42, false", "40001, 40, false", ", none, false" })
	void errorsAreCountedByClassAndTheDatabasesMakeTheRate(String state, String errorClass, boolean ofTheDatabase) {
		assertThat(this.activity.adjudicate(new SQLException("no", state)))
			.isEqualTo(SQLExceptionOverride.Override.CONTINUE_EVICT);
		assertThat(this.activity.errorsByClass()).containsOnlyKeys(errorClass).containsEntry(errorClass, 1L);
		assertThat(this.activity.recentErrors().rate() > 0).isEqualTo(ofTheDatabase);
	}

	@Test
	void anAcquireThatTimesOutCountsAsErrorAndAsWaiting() {
		this.activity.timedOut(1);
		assertThat(this.activity.peakWaiting()).isEqualTo(1);
		assertThat(this.activity.timeouts()).isEqualTo(1);
		assertThat(this.activity.recentErrors().rate()).isPositive();
	}

	@Test
	void whatFailsForAProbeIsNotCounted() {
		this.activity.probing(true);
		this.activity.timedOut(1);
		this.activity.adjudicate(new SQLException("no", "08006"));
		assertThat(this.activity.recentErrors().rate()).isZero();
		assertThat(this.activity.errorsByClass()).isEmpty();
		this.activity.probing(false);
		this.activity.timedOut(1);
		assertThat(this.activity.recentErrors().rate()).isPositive();
	}

	@Test
	void whatTheDriverRefusesItselfIsNoErrorOfTheDatabaseUnlessTheConnectionBroke() {
		this.activity.adjudicate(new PSQLException("no such column in this ResultSet", PSQLState.UNDEFINED_COLUMN));
		this.activity.adjudicate(new PSQLException("no state", null));
		assertThat(this.activity.errorsByClass()).isEmpty();
		this.activity.adjudicate(new PSQLException("broken", PSQLState.CONNECTION_FAILURE));
		assertThat(this.activity.errorsByClass()).containsOnlyKeys("08");
	}

	@Test
	void theUsersOwnOverrideHasTheLastWord() {
		PoolActivity overridden = new PoolActivity(this.borrows::get, this.returns::get, this.now::get,
				new SQLExceptionOverride() {
					@java.lang.Override
					public Override adjudicate(SQLException exception) {
						return Override.MUST_EVICT;
					}
				});
		assertThat(overridden.adjudicate(new SQLException("no", "23505")))
			.isEqualTo(SQLExceptionOverride.Override.MUST_EVICT);
		assertThat(overridden.errorsByClass()).containsEntry("23", 1L);
	}

	@Test
	void thePeakOfTheLastMinuteIsKeptForOneMore() {
		this.activity.waiting(3);
		this.activity.waiting(7);
		this.activity.waiting(2);
		assertThat(this.activity.peakWaiting()).isEqualTo(7);
		pass(61);
		assertThat(this.activity.peakWaiting()).isEqualTo(7);
		pass(61);
		assertThat(this.activity.peakWaiting()).isZero();
		this.activity.waiting(1);
		pass(600);
		assertThat(this.activity.peakWaiting()).isZero();
	}

	@Test
	void timeSinceTheLastAcquireGrowsUntilTheNextOne() {
		pass(5);
		this.activity.nanosSinceLastAcquire();
		pass(5);
		assertThat(this.activity.nanosSinceLastAcquire()).isGreaterThanOrEqualTo(Duration.ofSeconds(5).toNanos());
		this.borrows.incrementAndGet();
		assertThat(this.activity.nanosSinceLastAcquire()).isZero();
	}

	@Test
	void firstAcquiresOfConnectionsAreNoReturns() {
		this.returns.incrementAndGet();
		assertThat(this.activity.sinceReturnNanos()).isZero();
		pass(5);
		this.borrows.incrementAndGet();
		assertThat(this.activity.sinceReturnNanos()).isEqualTo(Duration.ofSeconds(5).toNanos());
		this.returns.decrementAndGet();
		assertThat(this.activity.sinceReturnNanos()).isEqualTo(Duration.ofSeconds(5).toNanos());
		this.returns.incrementAndGet();
		assertThat(this.activity.sinceReturnNanos()).isZero();
	}

	@Test
	void anAcquireThatTimesOutNotesTheTimeToo() {
		this.activity.timedOut(1);
		pass(60);
		assertThat(this.activity.nanosSinceLastAcquire()).isEqualTo(Duration.ofSeconds(60).toNanos());
	}

	private void pass(int seconds) {
		this.now.addAndGet(Duration.ofSeconds(seconds).toNanos());
	}

}
