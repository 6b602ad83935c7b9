package io.chanuka.db.migration.stamp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import org.flywaydb.core.api.configuration.FluentConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two databases with the same history, one of which is migrated by Flyway alone. Each
 * start has to have the same outcome on both.
 */
final class Scenario {

	private final ScenarioSide ours = new ScenarioSide(true);

	private final ScenarioSide plain = new ScenarioSide(false);

	private final List<String> steps = new ArrayList<>();

	private Path files;

	private Consumer<FluentConfiguration> settings = (configuration) -> {
	};

	private String user = "postgres";

	private String options = "";

	Scenario(Path files) {
		this.files = files;
	}

	/**
	 * Starts both and compares them.
	 * @return whether ours did without Flyway
	 */
	boolean start() {
		boolean proven = this.ours.isProven(this.files, this.settings, this.user, this.options);
		ScenarioSide.Outcome expected = this.plain.start(this.files, this.settings, this.user, this.options);
		ScenarioSide.Outcome actual = this.ours.start(this.files, this.settings, this.user, this.options);
		assertThat(actual).as("after %s, proven: %s", this.steps, proven).isEqualTo(expected);
		this.steps.add("start");
		return proven;
	}

	/**
	 * Starts ours alone.
	 */
	ScenarioSide.Outcome startOurs() {
		return this.ours.start(this.files, this.settings, this.user, this.options);
	}

	ScenarioSide.Outcome startPlain() {
		return this.plain.start(this.files, this.settings, this.user, this.options);
	}

	Scenario file(String name, String content) {
		this.steps.add(name + " = " + content);
		try {
			Files.createDirectories(this.files.resolve(name).getParent());
			Files.writeString(this.files.resolve(name), content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this;
	}

	/**
	 * Begins again, with empty databases and other files.
	 */
	void reset(Path others) {
		this.steps.clear();
		sql("drop schema if exists more cascade", "drop schema if exists public cascade", "create schema public");
		this.files = others;
		this.settings = (configuration) -> {
		};
	}

	/**
	 * Names the scenario in failures.
	 */
	Scenario named(String name) {
		this.steps.add(name);
		return this;
	}

	Scenario deleteAny(Random random) {
		String[] names = this.files.toFile().list();
		Arrays.sort(names);
		return (names.length > 0) ? delete(names[random.nextInt(names.length)]) : this;
	}

	Scenario delete(String name) {
		this.steps.add("delete " + name);
		try {
			Files.delete(this.files.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this;
	}

	Scenario sql(String... statements) {
		this.steps.addAll(List.of(statements));
		this.ours.execute(statements);
		this.plain.execute(statements);
		return this;
	}

	Scenario settings(String description, Consumer<FluentConfiguration> changed) {
		this.steps.add(description);
		this.settings = changed;
		return this;
	}

	Scenario files(Path other) {
		this.steps.add("files of " + other.getFileName());
		this.files = other;
		return this;
	}

	Scenario as(String otherUser, String otherOptions) {
		this.steps.add("as " + otherUser + " " + otherOptions);
		this.user = otherUser;
		this.options = otherOptions;
		return this;
	}

	String comment() {
		return this.ours.comment();
	}

}
