package io.chanuka.db.safetoadd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import io.chanuka.db.safetoadd.application.Application;
import io.chanuka.db.safetoadd.application.Start;

/**
 * One typical application, and what is expected of it.
 */
final class Row {

	private final String name;

	private final Setup setup;

	private final Expectation expectation = new Expectation();

	private Variant variant = Variant.JDBC;

	private boolean asksForPassword = true;

	private boolean needsDocker;

	private Row(String name, Setup setup) {
		this.name = name;
		this.setup = setup;
	}

	static Row application(String name) {
		return new Row(name, new Setup(false)).with(Application.class);
	}

	static Row test(String name, Class<?> testClass) {
		return new Row(name, new Setup(true)).with(testClass).on(Variant.JDBC_TESTS);
	}

	Row on(Variant dependencies) {
		this.variant = dependencies;
		return this;
	}

	Row with(Class<?> configuration) {
		this.setup.source(configuration);
		return this;
	}

	/**
	 * Adds to {@code application.properties}.
	 */
	Row properties(String... lines) {
		this.setup.append("main/application.properties", lines);
		return this;
	}

	/**
	 * Sets {@code application.yml}.
	 */
	Row yaml(String text) {
		return file("main/application.yml", text);
	}

	/**
	 * Adds a file. What is below {@code main} is on the class path; for a test also what
	 * is below {@code test}, before it.
	 */
	Row file(String file, String text) {
		this.setup.file(file, text);
		return this;
	}

	Row variables(String... lines) {
		return each(this.setup::variable, lines);
	}

	Row systemProperties(String... lines) {
		return each(this.setup::systemProperty, lines);
	}

	Row arguments(String... arguments) {
		Arrays.stream(arguments).forEach(this.setup::argument);
		return this;
	}

	/**
	 * The server asks for no password.
	 */
	Row trusted() {
		this.asksForPassword = false;
		return this;
	}

	Row needsDocker() {
		this.needsDocker = true;
		return this;
	}

	/**
	 * Where plain Spring Boot logs in, as {@code host:port/database as user:password}.
	 */
	Row reaches(String... targets) {
		this.expectation.targets(targets);
		return this;
	}

	/**
	 * What plain Spring Boot finds behind each DataSource, as {@code bean=database}.
	 */
	Row finds(String... databases) {
		return each(this.expectation::database, databases);
	}

	/**
	 * Why plain Spring Boot does not start.
	 */
	Row fails(String failure) {
		this.expectation.failure(failure);
		return this;
	}

	/**
	 * Which tables plain Spring Boot leaves, as {@code host:port/database=[table, …]}.
	 */
	Row leaves(String... tables) {
		return each(this.expectation::tables, tables);
	}

	/**
	 * A difference, and what the starter's log contains.
	 */
	Row except(Difference difference, String message) {
		this.expectation.difference(difference, message);
		return this;
	}

	/**
	 * Where the starter logs in.
	 */
	Row starterReaches(String... targets) {
		this.expectation.starterTargets(targets);
		return this;
	}

	/**
	 * What the starter finds, if it cannot connect.
	 */
	Row starterFinds(String... databases) {
		return each(this.expectation::starterDatabase, databases);
	}

	/**
	 * Which tables the starter leaves.
	 */
	Row starterLeaves(String... tables) {
		Map<String, String> expected = new TreeMap<>();
		this.expectation.starterTables(expected);
		return each(expected::put, tables);
	}

	/**
	 * A warning of the starter's that contains all of these.
	 */
	Row warns(String... fragments) {
		this.expectation.warning(List.of(fragments));
		return this;
	}

	/**
	 * What the starter decides or sets, as {@code name=value}.
	 */
	Row decides(String... lines) {
		return each(this.expectation::decided, lines);
	}

	private Row each(BiConsumer<String, String> target, String... lines) {
		Arrays.stream(lines).map((line) -> line.split("=", 2)).forEach((pair) -> target.accept(pair[0], pair[1]));
		return this;
	}

	Start write(Path directory) throws IOException {
		return this.setup.write(directory);
	}

	Expectation expectation() {
		return this.expectation;
	}

	Variant variant() {
		return this.variant;
	}

	boolean asksForPassword() {
		return this.asksForPassword;
	}

	boolean isForDocker() {
		return this.needsDocker;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
