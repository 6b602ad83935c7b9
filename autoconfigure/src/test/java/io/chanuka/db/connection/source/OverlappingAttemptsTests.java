package io.chanuka.db.connection.source;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.recovery.PreopenedConnections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OverlappingAttempts}.
 */
@Timeout(60)
class OverlappingAttemptsTests {

	private final CountDownLatch answered = new CountDownLatch(1);

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	private final OverlappingAttempts attempts = new OverlappingAttempts(this::open,
			new PreopenedConnections(this::open, 1, "db:5432"), "db:5432");

	@Test
	void whenAnAttemptFailsAfterTheAttemptsWereGivenUpThenItIsNoOutcomeOfALaterOne() throws Exception {
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.attempts::next).withMessage("attempt 2");
		this.attempts.giveUp();
		this.answered.countDown();
		this.threads.get(0).join();
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.attempts::next).withMessage("attempt 3");
	}

	/**
	 * The first attempt is answered late.
	 */
	private PhysicalConnection open() throws SQLException {
		this.threads.add(Thread.currentThread());
		int attempt = this.threads.size();
		try {
			if (attempt == 1) {
				this.answered.await();
			}
		}
		catch (InterruptedException ex) {
			throw new SQLException(ex);
		}
		throw new SQLException("attempt " + attempt);
	}

}
