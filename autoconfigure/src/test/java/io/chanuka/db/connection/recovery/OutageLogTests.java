package io.chanuka.db.connection.recovery;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.chanuka.db.connection.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutageLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class OutageLogTests {

	private final AtomicLong now = new AtomicLong(7);

	private final AtomicLong refusals = new AtomicLong(100);

	private final AtomicLong opened = new AtomicLong();

	private final OutageLog log = new OutageLog("db.test:5432", this.opened::get, this.refusals::get, this.now::get);

	@Test
	void eachOutageIsLoggedOnceWhenItBeginsAndOnceWhenItEnds(CapturedOutput output) {
		this.log.opened();
		assertThat(output.getAll()).doesNotContain("db.test");
		this.log.failed(FailureKind.UNREACHABLE);
		this.log.failed(FailureKind.TIMEOUT);
		assertThat(output.getAll()).containsOnlyOnce("Cannot connect to db.test:5432 (unreachable); retrying")
			.doesNotContain("timeout", "Reconnected");
		pass(Duration.ofMillis(1234));
		assertThat(this.log.calmNanos()).isZero();
		this.opened.incrementAndGet();
		this.log.opened();
		this.log.opened();
		assertThat(output.getAll()).containsOnlyOnce("Reconnected to db.test:5432 after 1234 ms");
		this.log.failed(FailureKind.TIMEOUT);
		assertThat(output.getAll()).containsOnlyOnce("Lost connection to db.test:5432 (timeout); retrying");
	}

	@Test
	void whenTheServerIsFullThenThereIsALineEachMinute(CapturedOutput output) {
		for (int second = 0; second < 150; second++) {
			refused();
			pass(Duration.ofSeconds(1));
		}
		assertThat(output.getAll()).containsOnlyOnce("db.test:5432 accepts no more connections (too-many-connections)")
			.contains("db.test:5432 still accepts no more connections: 60 attempts refused in 60 s");
		assertThat(output.getAll().split("still accepts no more", -1)).hasSize(3);
	}

	@Test
	void whenTheServerIsFullThenOneConnectionIsNotTheEnd(CapturedOutput output) {
		refused();
		for (int second = 0; second < 20; second++) {
			pass(Duration.ofSeconds(1));
			this.log.opened();
			refused();
		}
		assertThat(output.getAll().split("db.test", -1)).hasSize(2);
		assertThat(this.log.calmNanos()).isEqualTo(Duration.ofSeconds(10).toNanos());
		pass(Duration.ofSeconds(10));
		assertThat(this.log.calmNanos()).isZero();
		this.log.opened();
		assertThat(output.getAll())
			.containsOnlyOnce("db.test:5432 accepts connections again after 30000 ms, 21 attempts refused");
	}

	@Test
	void whenAServerThatWasDownIsFullThenThatIsLogged(CapturedOutput output) {
		this.log.failed(FailureKind.UNREACHABLE);
		refused();
		refused();
		assertThat(output.getAll()).containsOnlyOnce("Cannot connect").containsOnlyOnce("accepts no more connections");
	}

	private void refused() {
		this.refusals.incrementAndGet();
		this.log.failed(FailureKind.TOO_MANY_CONNECTIONS);
	}

	private void pass(Duration duration) {
		this.now.addAndGet(duration.toNanos());
	}

}
