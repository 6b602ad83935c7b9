package io.chanuka.db.migration.stamp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random sequences of edits of files, history and configuration: the outcome of each
 * start is the one of Flyway alone. Each sequence follows from its number, which a
 * failure names.
 */
class RandomScenarioIT {

	private static final String HISTORY = "flyway_schema_history";

	private static final List<String> SETTINGS = List.of("flyway.outOfOrder=true", "flyway.validateOnMigrate=false",
			"flyway.baselineOnMigrate=true", "flyway.group=true", "flyway.mixed=true",
			"flyway.ignoreMigrationPatterns=*:missing", "flyway.ignoreMigrationPatterns=*:ignored",
			"flyway.schemas=public,more", "flyway.placeholders.x=1", "flyway.placeholders.x=2",
			"flyway.baselineVersion=2", "flyway.sqlMigrationPrefix=W", "flyway.target=2", "flyway.table=another",
			"flyway.skipExecutingMigrations=true", "flyway.createSchemas=false");

	@TempDir
	private Path directory;

	@Test
	void whenFilesHistoryAndConfigurationAreEditedAtRandomThenTheOutcomeIsFlyways() throws IOException {
		run(0, 4);
	}

	@Test
	@Tag("endurance")
	void whenFiveHundredSequencesRunThenNoneDiffers() throws IOException {
		run(0, 500);
	}

	private void run(int from, int to) throws IOException {
		Scenario scenario = new Scenario(this.directory);
		int proven = 0;
		for (int number = from; number < to; number++) {
			scenario.reset(Files.createDirectory(this.directory.resolve("sequence" + number)));
			proven += new Sequence(number, scenario).run();
		}
		assertThat(proven).as("starts without Flyway").isGreaterThan(to - from);
	}

	/**
	 * One sequence of edits on databases of its own.
	 */
	private static final class Sequence {

		private static final int LENGTH = 6;

		private final Random random;

		private final Scenario scenario;

		private int version = 1;

		Sequence(int number, Scenario scenario) {
			this.random = new Random(number);
			this.scenario = scenario.named("sequence " + number);
		}

		/**
		 * Runs it.
		 * @return how many starts did without Flyway
		 */
		int run() {
			int proven = 0;
			this.scenario.file("V1__one.sql", "create table one ()").start();
			for (int step = 0; step < LENGTH; step++) {
				edit();
				proven += this.scenario.start() ? 1 : 0;
				if (this.random.nextBoolean()) {
					proven += this.scenario.start() ? 1 : 0;
				}
			}
			return proven;
		}

		private void edit() {
			switch (this.random.nextInt(10)) {
				case 0, 1, 2 -> versioned();
				case 3 -> this.scenario.file("R__r" + this.random.nextInt(2) + ".sql", repeatable());
				case 4 -> this.scenario.deleteAny(this.random);
				case 5 -> history();
				case 6 -> settings();
				case 7 -> this.scenario.sql(inHistory("delete from %1$s where not success"));
				case 8 -> this.scenario.file("V1__one.sql",
						this.random.nextBoolean() ? "create table one ()" : "create table one ( )");
				default -> {
					// The same again.
				}
			}
		}

		private void versioned() {
			boolean isNext = this.random.nextInt(4) > 0;
			String version = isNext ? Integer.toString(++this.version) : (1 + this.random.nextInt(6)) + "_1";
			String prefix = List.of("V", "V", "V", "V", "B", "W").get(this.random.nextInt(6));
			String body = switch (this.random.nextInt(12)) {
				case 0 -> "select 1 / 0";
				case 1 -> "drop index concurrently if exists no_such_index";
				case 2 -> "drop index concurrently no_such_index";
				default -> "create table if not exists t" + version + " ()";
			};
			this.scenario.file(prefix + version + "__x.sql", body);
		}

		private String repeatable() {
			return switch (this.random.nextInt(5)) {
				case 0 -> "select '${x}'";
				case 1 -> "select '${flyway:defaultSchema}'";
				case 2 -> "select '${flyway:user} ${flyway:filename} ${flyway:table}'";
				default -> "create or replace view r as select " + this.random.nextInt(2) + " x";
			};
		}

		private void history() {
			String version = Integer.toString(1 + this.random.nextInt(4));
			String sql = switch (this.random.nextInt(9)) {
				case 0 -> "delete from %s where version = '" + version + "'";
				case 1 -> "delete from %s where not success";
				case 2 -> "update %s set checksum = checksum + 1 where version = '" + version + "'";
				case 3 -> "update %s set checksum = null where version is null";
				case 4 -> "update %s set success = not success where version = '" + version + "'";
				case 5 -> "update %s set description = 'x' where version = '" + version + "'";
				case 6 -> "drop table %s";
				case 7 -> "comment on table %s is null";
				default -> "insert into %1$s select coalesce(max(installed_rank), 0) + 1, '" + version
						+ "', 'x', 'SQL', 'x', 1, 'x', now(), 1, true from %1$s";
			};
			this.scenario.sql(inHistory(sql), "drop schema if exists more");
		}

		private static String inHistory(String sql) {
			return "do $$ begin if to_regclass('public." + HISTORY + "') is not null then "
					+ sql.formatted("public." + HISTORY) + "; end if; end $$";
		}

		private void settings() {
			String setting = SETTINGS.get(this.random.nextInt(SETTINGS.size()));
			String other = SETTINGS.get(this.random.nextInt(SETTINGS.size()));
			boolean isDefault = this.random.nextInt(3) == 0;
			this.scenario.settings(isDefault ? "defaults" : setting + " " + other, (configuration) -> {
				if (!isDefault) {
					configuration.configuration(Map.of(name(setting), value(setting)));
					configuration.configuration(Map.of(name(other), value(other)));
				}
			});
		}

		private static String name(String setting) {
			return setting.substring(0, setting.indexOf('='));
		}

		private static String value(String setting) {
			return setting.substring(setting.indexOf('=') + 1);
		}

	}

}
