package io.chanuka.db.autoconfigure.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The property sources of an environment with their ranks; 0 is the strongest. A blank
 * value counts as not set, as Compose files pass those, except in the properties of a
 * test.
 */
public final class RankedSources {

	private static final String INLINED = "Inlined Test Properties";

	private static final String DYNAMIC = "Dynamic Test Properties";

	private static final ConfigurationPropertyName PORT = ConfigurationPropertyName.of("chanuka.db.port");

	/**
	 * What is read here. A source may be unable to give any other property.
	 */
	private static final List<ConfigurationPropertyName> PREFIXES = Stream
		.of("chanuka.db", "spring.datasource", "spring.flyway", "spring.liquibase")
		.map(ConfigurationPropertyName::of)
		.toList();

	private final Environment environment;

	private final PlaceholderReader placeholders;

	private final List<RankedSource> sources = new ArrayList<>();

	private final List<PropertySource<?>> properties = new ArrayList<>();

	public RankedSources(Environment environment) {
		this.environment = environment;
		this.placeholders = new PlaceholderReader(environment, this::variable);
		for (ConfigurationPropertySource source : all(environment)) {
			if (source.getUnderlyingSource() instanceof PropertySource<?> underlying) {
				add(source, underlying);
			}
		}
	}

	private void add(ConfigurationPropertySource source, PropertySource<?> underlying) {
		int rank = this.properties.size();
		this.properties.add(underlying);
		boolean blankHides = underlying.getName().equals(INLINED) || underlying.getName().equals(DYNAMIC);
		this.sources.add(new RankedSource(blankHides ? source : withoutBlanks(source), rank));
		ConfigurationPropertySource view = OwnVariables.view(source);
		if (view != null) {
			this.sources.add(new RankedSource(withoutBlanks(view), rank));
		}
	}

	/**
	 * Nothing is attached to an environment without configuration files.
	 */
	private static Iterable<ConfigurationPropertySource> all(Environment environment) {
		if (!(environment instanceof ConfigurableEnvironment configurable)) {
			return List.of();
		}
		PropertySource<?> attached = configurable.getPropertySources().get("configurationProperties");
		return (attached != null) ? ConfigurationPropertySources.get(environment)
				: ConfigurationPropertySources.from(configurable.getPropertySources());
	}

	private ConfigurationPropertySource withoutBlanks(ConfigurationPropertySource source) {
		return source.filter((name) -> PREFIXES.stream().noneMatch((prefix) -> prefix.isAncestorOf(name))
				|| !isIgnored(source.getConfigurationProperty(name)));
	}

	private boolean isIgnored(@Nullable ConfigurationProperty property) {
		return property != null && property.getValue() instanceof CharSequence text
				&& (this.placeholders.resolve(text.toString()).isBlank() || isServicePort(property));
	}

	/**
	 * Kubernetes sets this variable for a Service named {@code chanuka-db}.
	 */
	private static boolean isServicePort(ConfigurationProperty property) {
		return property.getName().equals(PORT) && String.valueOf(property.getValue()).matches("(tcp|udp|sctp)://.*");
	}

	/**
	 * The address of a Service of Kubernetes that stands where the port would.
	 * @return its origin in words, or {@code null} if there is none
	 */
	@Nullable String servicePort() {
		InputValue value = variable("CHANUKA_DB_PORT");
		return (value != null && value.text().contains("://")) ? value.origin().description() : null;
	}

	/**
	 * Whether the environment is that of a test.
	 */
	boolean areOfTest() {
		return this.environment instanceof ConfigurableEnvironment configurable
				&& configurable.getPropertySources().contains(INLINED);
	}

	/**
	 * Reads a property, possibly set through a variable of its own name.
	 * @param name the name in its canonical form
	 * @return the text of the strongest source, or {@code null} if none sets it
	 */
	public @Nullable InputValue property(String name) {
		ConfigurationPropertyName propertyName = ConfigurationPropertyName.of(name);
		for (RankedSource ranked : this.sources) {
			ConfigurationProperty property = ranked.source().getConfigurationProperty(propertyName);
			if (property != null) {
				InputValue value = this.placeholders.read(PropertyOrigins.nameOf(property),
						String.valueOf(property.getValue()), PropertyOrigins.of(property), ranked.rank(),
						name.startsWith("chanuka."));
				return value.text().isBlank() ? null : value;
			}
		}
		return null;
	}

	/**
	 * Reads a variable under another name. Placeholders in the value of a variable of the
	 * system stay, as they may belong to a password.
	 * @param name the name of the variable
	 * @return the text of the strongest source, or {@code null} if none sets it
	 */
	@Nullable InputValue variable(String name) {
		for (int rank = 0; rank < this.properties.size(); rank++) {
			PropertySource<?> source = this.properties.get(rank);
			Object raw = raw(source, name);
			String text = (raw != null) ? text(source, raw.toString()) : "";
			if (!text.isBlank()) {
				return new InputValue(name, text,
						new Origin(Origin.Kind.VARIABLE, "variable " + name + PropertyOrigins.fileOf(source, name)),
						rank, null);
			}
		}
		return null;
	}

	/**
	 * Without this starter the application never asks for the variable.
	 */
	private static @Nullable Object raw(PropertySource<?> source, String name) {
		try {
			return source.getProperty(name);
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private String text(PropertySource<?> source, String raw) {
		return (source instanceof SystemEnvironmentPropertySource) ? raw
				: OwnVariables.withoutQuotes(this.placeholders.resolve(raw));
	}

	/**
	 * The rank of a property that was bound: that of the first source that has it.
	 */
	int rank(ConfigurationProperty property) {
		return this.sources.stream()
			.filter((ranked) -> ranked.source().getConfigurationProperty(property.getName()) != null)
			.mapToInt(RankedSource::rank)
			.findFirst()
			.orElse(Integer.MAX_VALUE);
	}

	Binder binder() {
		return new Binder(sources(), new PropertySourcesPlaceholdersResolver(this.environment));
	}

	List<ConfigurationPropertySource> sources() {
		return this.sources.stream().map(RankedSource::source).toList();
	}

	/**
	 * A source and its rank.
	 *
	 * @param source the source
	 * @param rank the rank
	 */
	private record RankedSource(ConfigurationPropertySource source, int rank) {

	}

}
