package io.chanuka.db.migration;

import java.nio.file.Path;

import io.chanuka.db.testsupport.PgBouncer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten processes that start at the same time: one round of {@link MigratorFleetRoundsIT}.
 */
class MigratorFleetIT {

	@Test
	void whenOneIsKilledThenAnotherGoesOnAndAllOthersAreReady(@TempDir Path files, @TempDir Path migrations) {
		InstanceProgram program = new InstanceProgram(files);
		assertThat(new MigratorFleet(program, migrations, 10, true, PgBouncer.isInstalled()).run()).isPositive();
	}

}
