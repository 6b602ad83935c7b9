package io.chanuka.db.migration;

import java.time.Duration;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A migration user that must not create what Flyway lacks.
 */
class MissingPrivilegeIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	/**
	 * Flyway makes ten attempts, one second apart, for its table, and as many for a
	 * schema.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "spring.flyway.table=history", "spring.flyway.default-schema=absent",
			"spring.flyway.schemas=public,absent" })
	void whenFlywayCannotCreateItsTableThenThePausesBetweenItsAttemptsAreEnded(String property) {
		long start = System.nanoTime();
		assertThatException()
			.isThrownBy(() -> TestApplication.start("chanuka.db.url=" + this.database.runtimeUrl(), property))
			.withStackTraceContaining("permission denied for");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
		assertThat(Thread.interrupted()).isFalse();
	}

}
