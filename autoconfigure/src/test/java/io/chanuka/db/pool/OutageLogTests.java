package io.chanuka.db.pool;

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

	private final OutageLog log = new OutageLog("db.test:5432");

	@Test
	void eachOutageIsToldOnceWhenItBeginsAndOnceWhenItEnds(CapturedOutput output) {
		this.log.end();
		assertThat(output.getAll()).doesNotContain("db.test");
		this.log.begin(FailureKind.UNREACHABLE);
		this.log.begin(FailureKind.TIMEOUT);
		assertThat(output.getAll()).containsOnlyOnce("No connection to db.test:5432 can be opened: unreachable.")
			.doesNotContain("timeout", "again,");
		this.log.end();
		this.log.end();
		assertThat(output.getAll()).containsOnlyOnce("Connections to db.test:5432 can be opened again, after ");
		this.log.begin(FailureKind.TIMEOUT);
		assertThat(output.getAll()).containsOnlyOnce("can be opened: timeout.");
	}

}
