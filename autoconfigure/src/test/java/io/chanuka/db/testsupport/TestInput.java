package io.chanuka.db.testsupport;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.input.Deployment;
import io.chanuka.db.settings.input.Platform;
import io.chanuka.db.settings.input.RedirectedEndpoint;
import io.chanuka.db.settings.input.SettingsInput;
import io.chanuka.db.settings.input.UnknownKey;
import io.chanuka.db.settings.selection.UrlCandidates;
import io.chanuka.db.settings.selection.UrlNames;
import io.chanuka.db.settings.selection.UrlSelector;
import org.jspecify.annotations.Nullable;

/**
 * Input of the settings, without an application.
 */
public final class TestInput {

	private final Map<String, InputValue> values = new HashMap<>();

	private final Map<String, InputValue> variables = new HashMap<>();

	private final Map<String, InputValue> urlVariables = new HashMap<>();

	private List<String> profiles = List.of();

	private @Nullable Platform platform;

	private boolean isTest;

	private boolean migrates = true;

	private boolean migratesByMode = true;

	private boolean hasDriverTlsFiles;

	private List<UnknownKey> unknownKeys = List.of();

	private @Nullable RedirectedEndpoint runtime;

	private @Nullable RedirectedEndpoint migration;

	/**
	 * Sets a property.
	 */
	public TestInput set(String name, Object value) {
		return set(name, value, 5);
	}

	/**
	 * Sets a property in a property source of a rank.
	 */
	public TestInput set(String name, Object value, int rank) {
		this.values.put(name,
				new InputValue(name, value, new Origin(Origin.Kind.PROPERTY, name + " in test"), rank, null));
		return this;
	}

	public TestInput setAll(Map<String, InputValue> all) {
		this.values.putAll(all);
		return this;
	}

	/**
	 * Sets a variable under another name.
	 */
	public TestInput variable(String variable, String property, Object value) {
		this.variables.put(property, variable(variable, value));
		return this;
	}

	/**
	 * Sets a variable that names a URL or a part of one.
	 */
	public TestInput url(String variable, String value) {
		this.urlVariables.put(variable, variable(variable, value));
		return this;
	}

	private static InputValue variable(String name, Object value) {
		return new InputValue(name, value, new Origin(Origin.Kind.VARIABLE, "variable " + name), 3, null);
	}

	public TestInput profiles(List<String> names) {
		this.profiles = names;
		return this;
	}

	public TestInput platform(@Nullable Platform detected) {
		this.platform = detected;
		return this;
	}

	public TestInput inTest() {
		this.isTest = true;
		return this;
	}

	public TestInput withoutMigrations() {
		this.migrates = false;
		return this;
	}

	/**
	 * Liquibase is there, which has no modes.
	 */
	public TestInput withLiquibase() {
		this.migratesByMode = false;
		return this;
	}

	public TestInput withDriverTlsFiles() {
		this.hasDriverTlsFiles = true;
		return this;
	}

	public TestInput unknown(UnknownKey... keys) {
		this.unknownKeys = List.of(keys);
		return this;
	}

	public TestInput redirected(@Nullable RedirectedEndpoint runtimeEndpoint,
			@Nullable RedirectedEndpoint migrationEndpoint) {
		this.runtime = runtimeEndpoint;
		this.migration = migrationEndpoint;
		return this;
	}

	public SettingsInput build() {
		Map<String, InputValue> candidates = new TreeSet<>(UrlNames.properties()).stream()
			.filter(this.values::containsKey)
			.collect(Collectors.toMap((name) -> name, this.values::get));
		candidates.putAll(this.urlVariables);
		boolean redirected = this.runtime != null && this.runtime.jdbcUrl() != null;
		return new SettingsInput(this.values, this.variables,
				UrlSelector.select(new UrlCandidates(candidates, this.isTest, false, false, redirected)),
				new Deployment(this.profiles, "shop", this.platform, this.isTest, this.migrates, this.migratesByMode,
						this.hasDriverTlsFiles),
				this.unknownKeys, this.runtime, this.migration, List.of(), List.of(), List.of());
	}

}
