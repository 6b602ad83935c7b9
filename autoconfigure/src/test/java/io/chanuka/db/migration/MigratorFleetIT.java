package io.chanuka.db.migration;

import java.nio.file.Path;

import io.chanuka.db.testsupport.PgBouncer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that start at the same time: the short form of {@link MigratorFleetRoundsIT}.
 */
class MigratorFleetIT {

	private static final int SIZE = 4;

	@TempDir
	private Path folder;

	@Test
	void whenOneIsKilledThenAnotherGoesOnAndAllStart() {
		assertThat(new MigratorFleet(this.folder, SIZE, true, PgBouncer.isInstalled()).run()).isPositive();
	}

}
