package io.chanuka.db.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections that are opened while migrations run.
 */
@Timeout(120)
class LongMigrationIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenMigrationsTakeLongThenThePoolHasWhatWasOpenedMeanwhile(@TempDir Path folder) throws IOException {
		Files.writeString(folder.resolve("V1__long.sql"), "select pg_sleep(11)");
		try (ConfigurableApplicationContext context = TestApplication.start("chanuka.db.environment=production",
				"chanuka.db.pool.min-idle=5", "chanuka.db.pool.max-size=5", "chanuka.db.ssl.mode=disable",
				"chanuka.db.url=" + this.database.migrationUrl(), "spring.flyway.locations=filesystem:" + folder)) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> pool.snapshot().total() == 5);
			assertThat(pool.source().counts().opened()).isEqualTo(5);
		}
	}

}
