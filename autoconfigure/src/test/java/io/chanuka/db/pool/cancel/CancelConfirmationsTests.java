package io.chanuka.db.pool.cancel;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the threads that got the error of a statement that was cancelled.
 */
class CancelConfirmationsTests {

	private final CancelConfirmations confirmations = new CancelConfirmations();

	/**
	 * That of requests may still be under way when the drain begins.
	 */
	@Test
	void whenAnotherCancelBeginsAndEndsThenConfirmationsAreKept() {
		this.confirmations.begin();
		this.confirmations.adjudicate(new SQLException("canceled", "57014"));
		this.confirmations.begin();
		this.confirmations.end();
		assertThat(this.confirmations.threads()).containsExactly(Thread.currentThread());
	}

	@Test
	void whenNothingIsCancelledThenNothingIsNoted() {
		this.confirmations.begin();
		this.confirmations.end();
		this.confirmations.adjudicate(new SQLException("canceled", "57014"));
		this.confirmations.begin();
		assertThat(this.confirmations.threads()).isEmpty();
	}

}
