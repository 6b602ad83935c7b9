package io.chanuka.db.migration.lock;

import java.time.Duration;
import java.util.Map;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.TestSettings;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MigrationLockingTests {

	@Test
	void theNumberOfAttemptsThatIsReplacedIsFlywaysDefault() {
		assertThat(MigrationLocking.DEFAULT_RETRIES).isEqualTo(new FluentConfiguration().getLockRetryCount());
	}

	@Test
	void whenNothingIsSetThenFlywayPollsForALittleLongerThanTheTimeout() {
		FluentConfiguration configuration = new FluentConfiguration();
		locking().attach(configuration);
		assertThat(configuration.getLockRetryCount()).isEqualTo(660);
	}

	@Test
	void whenTheApplicationHasSetANumberThenItStays() {
		FluentConfiguration configuration = new FluentConfiguration().lockRetryCount(3);
		locking().attach(configuration);
		assertThat(configuration.getLockRetryCount()).isEqualTo(3);
	}

	private static MigrationLocking locking() {
		DatabaseSettings settings = TestSettings
			.resolve(Map.of("url", "postgresql://localhost/shop", "migration.timeout", Duration.ofMinutes(10)));
		return new MigrationLocking(settings.migration(), settings.migrations());
	}

}
