package io.chanuka.db.autoconfigure.environment;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.selection.UrlCandidates;
import io.chanuka.db.settings.selection.UrlNames;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Reads everything that may name the database from the {@link Environment}.
 */
public final class UrlCandidatesReader {

	private static final String EMBEDDED = "spring.datasource.embedded-database-connection";

	private final Environment environment;

	private final RankedSources sources;

	private final Set<String> unusedTools = new HashSet<>();

	public UrlCandidatesReader(Environment environment, RankedSources sources) {
		this(environment, sources, Set.of());
	}

	/**
	 * Create a new instance.
	 * @param environment what to read
	 * @param sources its property sources
	 * @param tools how the properties of the tools begin that change the schema, empty if
	 * none does; those of another tool do not count beside them, as without this starter
	 */
	UrlCandidatesReader(Environment environment, RankedSources sources, Set<String> tools) {
		if (!tools.isEmpty()) {
			this.unusedTools.addAll(UrlNames.TOOLS);
			this.unusedTools.removeAll(tools);
		}
		this.environment = environment;
		this.sources = sources;
	}

	/**
	 * Reads.
	 * @param classLoader the class loader that may hold an embedded database
	 * @param hasConnectionDetails whether connection details name the database
	 * @return everything that may name the database
	 */
	public UrlCandidates read(@Nullable ClassLoader classLoader, boolean hasConnectionDetails) {
		Map<String, InputValue> values = new LinkedHashMap<>();
		UrlNames.properties()
			.stream()
			.filter((name) -> this.unusedTools.stream().noneMatch((tool) -> name.startsWith(tool + ".")))
			.forEach((name) -> put(values, name, property(name)));
		if (LenientFlag.isOn(this.sources, "chanuka.db.env-aliases.enabled", true)) {
			UrlNames.variables().forEach((name) -> put(values, name, this.sources.variable(name)));
		}
		boolean explicit = LenientFlag.isOn(this.sources, "chanuka.db.enabled", false);
		return new UrlCandidates(values, isTest(), isEmbeddedAvailable(classLoader), explicit, hasConnectionDetails);
	}

	/**
	 * A blank value of Spring Boot's own properties hides weaker ones, as it does for
	 * Spring Boot.
	 */
	private @Nullable InputValue property(String name) {
		boolean isOurs = name.startsWith("chanuka.");
		return (isOurs || StringUtils.hasText(text(name))) ? this.sources.property(name) : null;
	}

	boolean isTest() {
		InputValue named = this.sources.property("chanuka.db.environment");
		boolean testing = (named != null) ? DeploymentEnvironment.named(named.text()) == DeploymentEnvironment.TESTING
				: Arrays.stream(this.environment.getActiveProfiles())
					.anyMatch((profile) -> DeploymentEnvironment.named(profile) == DeploymentEnvironment.TESTING);
		return testing || this.sources.areOfTest();
	}

	private boolean isEmbeddedAvailable(@Nullable ClassLoader classLoader) {
		String chosen = text(EMBEDDED);
		return StringUtils.hasText(chosen) ? !"none".equalsIgnoreCase(chosen.strip())
				: EmbeddedDatabaseConnection.get(classLoader) != EmbeddedDatabaseConnection.NONE;
	}

	private @Nullable String text(String name) {
		try {
			return this.environment.getProperty(name);
		}
		catch (IllegalArgumentException ex) {
			// A placeholder that cannot be resolved.
			return name;
		}
	}

	private static void put(Map<String, InputValue> values, String name, @Nullable InputValue value) {
		if (value != null) {
			values.put(name, value);
		}
	}

}
