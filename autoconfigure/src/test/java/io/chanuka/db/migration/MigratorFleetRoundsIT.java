package io.chanuka.db.migration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.chanuka.db.testsupport.PgBouncer;
import io.chanuka.db.testsupport.PostgresServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rounds of ten processes that start at the same time. In every second round the one that
 * migrates is killed, in two of every four the runtime goes through PgBouncer.
 */
@Tag("endurance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigratorFleetRoundsIT {

	private static final Log logger = LogFactory.getLog(MigratorFleetRoundsIT.class);

	private static final int ROUNDS = Integer.getInteger("fleet.rounds", 50);

	private static final int SIZE = 10;

	private final List<Long> durations = new ArrayList<>();

	private InstanceProgram program;

	private Path migrations;

	@BeforeAll
	void prepare(@TempDir Path files, @TempDir Path folder) {
		this.program = new InstanceProgram(files);
		this.migrations = folder;
		String[] properties = new MigrationFolder(this.migrations).withTwenty()
			.properties(PostgresServer.newDatabase());
		try (MigratorProcess first = this.program.startArchiving(properties)) {
			assertThat(first.isReady()).as(first.output()).isTrue();
		}
	}

	static IntStream rounds() {
		return IntStream.range(0, ROUNDS);
	}

	@ParameterizedTest
	@MethodSource("rounds")
	void theSchemaIsMigratedOnceAndAllAreReady(int round) {
		boolean kills = round % 2 == 1;
		boolean pooled = round / 2 % 2 == 1;
		assertThat(PgBouncer.isInstalled()).isTrue();
		Duration duration = new MigratorFleet(this.program, this.migrations, SIZE, kills, pooled).run();
		this.durations.add(duration.toMillis());
		logger.info("Round " + (round + 1) + " (kills " + kills + ", pooled " + pooled + "): " + duration.toMillis()
				+ " ms");
	}

	@AfterAll
	void report() {
		List<Long> sorted = this.durations.stream().sorted().toList();
		if (!sorted.isEmpty()) {
			logger.info(sorted.size() + " of " + ROUNDS + " rounds succeeded; median " + sorted.get(sorted.size() / 2)
					+ " ms, longest " + sorted.get(sorted.size() - 1) + " ms");
		}
	}

}
