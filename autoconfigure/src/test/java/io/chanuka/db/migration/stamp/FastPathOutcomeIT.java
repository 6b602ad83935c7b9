package io.chanuka.db.migration.stamp;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.PostgresServer;
import org.flywaydb.core.api.callback.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The fast path beside Flyway alone on a real server: whatever happens between two
 * starts, the outcome is the same.
 */
class FastPathOutcomeIT {

	private static final String ROW = "update flyway_schema_history set ";

	@TempDir
	private Path directory;

	private Scenario scenario;

	@Test
	void whenADatabaseIsFreshThenTheFirstStartStampsAndTheSecondIsProven() {
		assertThat(twoMigrations().start()).isFalse();
		assertThat(this.scenario.start()).isTrue();
		assertThat(this.scenario.start()).isTrue();
	}

	@Test
	void whenNoMigrationExistsThenTheOutcomeIsTheSame() {
		Scenario empty = new Scenario(this.directory);
		empty.start();
		empty.start();
		assertThat(empty.file("V1__a.sql", "create table a ()").start()).isFalse();
		assertThat(empty.start()).isTrue();
	}

	@Test
	void whenAMigrationIsNewThenItIsApplied() {
		upToDate();
		assertThat(this.scenario.file("V3__c.sql", "create table c ()").start()).isFalse();
		assertThat(this.scenario.start()).isTrue();
	}

	@Test
	void whenAMigrationIsChangedThenValidationFailsUntilItIsRestored() {
		upToDate();
		assertThat(this.scenario.file("V1__a.sql", "create table a (id int)").start()).isFalse();
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.file("V1__a.sql", "create table a ()").start()).isTrue();
	}

	@Test
	void whenOnlyLineEndsChangeThenFlywayDecides() {
		upToDate();
		assertThat(this.scenario.file("V1__a.sql", "create table a ()\n").start()).isFalse();
		assertThat(this.scenario.start()).isTrue();
	}

	@Test
	void whenAFileIsMissingThenValidationFails() {
		upToDate();
		assertThat(this.scenario.delete("V1__a.sql").start()).isFalse();
		this.scenario.settings("ignore missing", (configuration) -> configuration.ignoreMigrationPatterns("*:missing"));
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.start()).isTrue();
	}

	@Test
	void whenAMigrationComesOutOfOrderThenTheConfigurationDecides() {
		upToDate();
		assertThat(this.scenario.file("V1_5__b.sql", "create table b5 ()").start()).isFalse();
		this.scenario.settings("out of order", (configuration) -> configuration.outOfOrder(true));
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.start()).isTrue();
		assertThat(this.scenario.settings("in order", (configuration) -> configuration.outOfOrder(false)).start())
			.isFalse();
	}

	@Test
	void whenARepeatableMigrationChangesThenItIsAppliedAgain() {
		upToDate();
		assertThat(this.scenario.file("R__v.sql", "create or replace view v as select 1 x").start()).isFalse();
		assertThat(this.scenario.start()).isTrue();
		assertThat(this.scenario.file("R__v.sql", "create or replace view v as select 2 x").start()).isFalse();
		assertThat(this.scenario.start()).isTrue();
	}

	/**
	 * The stamp is written in that session.
	 */
	@Test
	void whenAMigrationLeavesSettingsInItsSessionThenTheOutcomeIsTheSame() {
		twoMigrations().file("V3__c.sql", "set search_path = ''; set timezone = 'UTC'; set role pg_monitor").start();
		assertThat(this.scenario.start()).isTrue();
	}

	@Test
	void whenARowHasFailedThenFlywayRefuses() {
		upToDate();
		assertThat(this.scenario.sql(ROW + "success = false where version = '2'").start()).isFalse();
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.sql(ROW + "success = true where version = '2'").start()).isTrue();
	}

	@Test
	void whenAMigrationFailsHalfwayThenItsRowIsNotStamped() {
		upToDate();
		this.scenario.file("V3__c.sql", "create table c (); drop index concurrently no_such_index");
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.start()).isFalse();
	}

	@Test
	void whenASchemaIsBaselinedThenTheBaselineCounts() {
		twoMigrations().sql("create table existing ()");
		assertThat(this.scenario.start()).isFalse();
		this.scenario.settings("baseline",
				(configuration) -> configuration.baselineOnMigrate(true).baselineVersion("1"));
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.start()).isTrue();
		this.scenario.settings("other baseline",
				(configuration) -> configuration.baselineOnMigrate(true).baselineVersion("2"));
		assertThat(this.scenario.start()).isFalse();
	}

	@Test
	void whenBaselineScriptsExistThenTheOutcomeIsTheSame() {
		twoMigrations().file("B2__all.sql", "create table a (); create table b ()");
		this.scenario.start();
		this.scenario.start();
		this.scenario.file("V3__c.sql", "create table c ()").start();
		this.scenario.start();
		assertThat(this.scenario.start()).isTrue();
	}

	@Test
	void whenARowIsDeletedByHandThenItsMigrationIsPending() {
		upToDate();
		assertThat(this.scenario.sql("delete from flyway_schema_history where version = '2'", "drop table b").start())
			.isFalse();
		assertThat(this.scenario.start()).isTrue();
	}

	@Test
	void whenARowIsEditedByHandThenFlywayDecides() {
		upToDate();
		assertThat(this.scenario.sql(ROW + "checksum = checksum + 1 where version = '1'").start()).isFalse();
		assertThat(this.scenario.sql(ROW + "checksum = checksum - 1 where version = '1'").start()).isTrue();
		assertThat(this.scenario.sql(ROW + "description = 'x' where version = '1'").start()).isFalse();
	}

	@Test
	void whenADumpIsRestoredThenItsOwnStampHolds() {
		upToDate();
		this.scenario.sql("create table copy as select * from flyway_schema_history");
		this.scenario.file("V3__c.sql", "create table c ()").start();
		this.scenario.sql("delete from flyway_schema_history", "insert into flyway_schema_history select * from copy",
				"drop table c");
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.start()).isTrue();
		this.scenario.sql("drop table copy", "drop table c").delete("V3__c.sql");
		this.scenario.sql("delete from flyway_schema_history where version = '3'");
		this.scenario.start();
		assertThat(this.scenario.start()).isTrue();
	}

	@Test
	void whenThePlaceholdersDifferThenRepeatableMigrationsAreAppliedAgain() {
		upToDate();
		this.scenario.file("R__v.sql", "create or replace view v as select '${x}'::text x")
			.settings("x = 1", (configuration) -> configuration.placeholders(Map.of("x", "1")));
		this.scenario.start();
		assertThat(this.scenario.start()).isTrue();
		this.scenario.settings("x = 2", (configuration) -> configuration.placeholders(Map.of("x", "2")));
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.start()).isTrue();
	}

	@Test
	void whenAPlaceholderChangesWithTheTimeThenNothingIsEverProven() {
		upToDate();
		this.scenario.file("R__v.sql", "create or replace view v as select '${Flyway:TimeStamp}'::text x");
		assertThat(this.scenario.startOurs().failure()).isEmpty();
		assertThat(this.scenario.startPlain().failure()).isEmpty();
		// The two starts have different times, and so different checksums.
		this.scenario.sql("delete from flyway_schema_history where version is null");
		assertThat(this.scenario.file("R__v.sql", "-- ${flyway:workingDirectory}").start()).isFalse();
		assertThat(this.scenario.start()).isFalse();
	}

	@Test
	void whenTheUserIsAnotherThenItsPlaceholderIsToo() {
		PostgresServer.execute("postgres", "do $$ begin create role other_migrator login superuser password 'secret'; "
				+ "exception when duplicate_object then null; end $$");
		twoMigrations().file("R__v.sql", "create or replace view v as select '${flyway:user}'::text x");
		this.scenario.start();
		assertThat(this.scenario.start()).isTrue();
		assertThat(this.scenario.as("other_migrator", "").start()).isFalse();
		assertThat(this.scenario.start()).isTrue();
		assertThat(this.scenario.as("postgres", "").start()).isFalse();
	}

	@Test
	void whenTheSearchPathIsAnotherThenAnotherTableIsUsed() {
		upToDate();
		this.scenario.sql("create schema other");
		assertThat(this.scenario.as("postgres", "-c search_path=other,public").start()).isFalse();
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.start()).isTrue();
		assertThat(this.scenario.as("postgres", "-c search_path=public,other").start()).isFalse();
		assertThat(this.scenario.start()).isTrue();
		this.scenario.sql("drop schema other cascade").as("postgres", "-c search_path=other");
		assertThat(this.scenario.start()).isFalse();
	}

	@Test
	void whenASchemaIsDroppedThenFlywayCreatesIt() {
		twoMigrations().settings("schemas", (configuration) -> configuration.schemas("first", "Second \"x\""));
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.start()).isTrue();
		assertThat(this.scenario.sql("drop schema \"Second \"\"x\"\"\"").start()).isFalse();
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.start()).isTrue();
		assertThat(this.scenario.sql("drop schema first cascade").start()).isFalse();
	}

	@Test
	void whenAnOldJarStartsBesideANewerOneThenBothAreProven() throws IOException {
		Path newer = Files.createDirectory(this.directory.resolve("newer"));
		Path old = Files.createDirectory(this.directory.resolve("old"));
		this.scenario = new Scenario(old).file("V1__a.sql", "create table a ()");
		this.scenario.start();
		assertThat(this.scenario.start()).isTrue();
		this.scenario.files(newer).file("V1__a.sql", "create table a ()").file("V2__b.sql", "create table b ()");
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.files(old).start()).isFalse();
		for (int turn = 0; turn < 3; turn++) {
			assertThat(this.scenario.files(newer).start()).isTrue();
			assertThat(this.scenario.files(old).start()).isTrue();
		}
	}

	@Test
	void whenTwoInstancesStartAtOnceThenBothSucceedAndTheNextIsProven() {
		twoMigrations();
		for (int number = 3; number < 8; number++) {
			this.scenario.file("V" + number + "__x.sql", "create table x" + number + " ()");
			List<CompletableFuture<ScenarioSide.Outcome>> instances = Stream.of(1, 2, 3)
				.map((instance) -> CompletableFuture.supplyAsync(this.scenario::startOurs))
				.toList();
			assertThat(instances).allSatisfy((instance) -> assertThat(instance.join().failure()).isEmpty());
			this.scenario.startPlain();
			this.scenario.start();
			assertThat(this.scenario.start()).isTrue();
		}
	}

	@Test
	void whenTheApplicationHasCallbacksThenTheyAreCalledAtEachStart() {
		upToDate();
		this.scenario.settings("callback", (configuration) -> configuration.callbacks(callback()));
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.settings("none", (configuration) -> {
		}).start()).isTrue();
		assertThat(this.scenario.file("afterMigrate__grants.sql", "create table if not exists called ()").start())
			.isFalse();
		assertThat(this.scenario.start()).isFalse();
	}

	@Test
	void whenTheTableHasACommentThenItStays() {
		upToDate();
		this.scenario.sql("comment on table flyway_schema_history is 'Do not touch'");
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.comment()).isEqualTo("Do not touch");
	}

	@Test
	void whenAMigrationEditsTheHistoryThenTheNextRunOfFlywayDecides() {
		twoMigrations().file("V3__c.sql", ROW + "checksum = 1 where version = '2'");
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.start()).isFalse();
		assertThat(this.scenario.start()).isFalse();
	}

	@Test
	void whenTheStampIsRemovedThenItIsWrittenAgain() {
		upToDate();
		assertThat(this.scenario.comment()).startsWith("Chanuka DB, nothing to migrate: 2=");
		assertThat(this.scenario.sql("comment on table flyway_schema_history is null").start()).isFalse();
		assertThat(this.scenario.start()).isTrue();
	}

	private void upToDate() {
		twoMigrations().start();
		assertThat(this.scenario.start()).isTrue();
	}

	private Scenario twoMigrations() {
		this.scenario = new Scenario(this.directory).file("V1__a.sql", "create table a ()")
			.file("V2__b.sql", "create table b ()");
		return this.scenario;
	}

	/**
	 * A callback that is not of the starter's packages.
	 */
	private static Callback callback() {
		return (Callback) Proxy.newProxyInstance(FastPathOutcomeIT.class.getClassLoader(),
				new Class<?>[] { Callback.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "getCallbackName" -> "application";
					case "hashCode" -> 1;
					default -> false;
				});
	}

}
