package io.chanuka.db.migration;

import java.nio.file.Path;
import java.time.Duration;

import io.chanuka.db.testsupport.PgBouncer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rounds of ten processes that start at the same time. In every second round the one that
 * migrates is killed, in every third the runtime goes through PgBouncer.
 */
@Tag("endurance")
class MigratorFleetRoundsIT {

	private static final Log logger = LogFactory.getLog(MigratorFleetRoundsIT.class);

	private static final int SIZE = 10;

	@TempDir
	private Path folder;

	@RepeatedTest(50)
	void theSchemaIsMigratedOnceAndAllStart(RepetitionInfo round) {
		int number = round.getCurrentRepetition();
		MigratorFleet fleet = new MigratorFleet(this.folder, SIZE, number % 2 == 0,
				number % 3 == 0 && PgBouncer.isInstalled());
		Duration duration = fleet.run();
		logger.info("Round " + number + ": " + fleet.size() + " processes, kills " + fleet.kills() + ", pooled "
				+ fleet.pooled() + ", " + duration.toMillis() + " ms");
		assertThat(duration).isPositive();
	}

}
