package io.chanuka.db.autoconfigure;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

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
final class RankedSources {

	private static final String INLINED = "Inlined Test Properties";

	private static final String DYNAMIC = "Dynamic Test Properties";

	private final Environment environment;

	private final PlaceholderReader placeholders;

	private final List<ConfigurationPropertySource> sources = new ArrayList<>();

	private final List<PropertySource<?>> properties = new ArrayList<>();

	private final Map<ConfigurationPropertySource, Integer> ranks = new IdentityHashMap<>();

	RankedSources(Environment environment) {
		this.environment = environment;
		this.placeholders = new PlaceholderReader(environment, this);
		for (ConfigurationPropertySource source : all(environment)) {
			if (source.getUnderlyingSource() instanceof PropertySource<?> underlying) {
				add(source, underlying);
			}
		}
	}

	private void add(ConfigurationPropertySource source, PropertySource<?> underlying) {
		int rank = this.properties.size();
		this.properties.add(underlying);
		add(source, rank, underlying.getName().equals(INLINED) || underlying.getName().equals(DYNAMIC));
		ConfigurationPropertySource view = OwnVariables.view(source);
		if (view != null) {
			add(view, rank, false);
		}
	}

	/**
	 * An environment without configuration files may have nothing attached.
	 */
	private static Iterable<ConfigurationPropertySource> all(Environment environment) {
		if (!(environment instanceof ConfigurableEnvironment configurable)) {
			return List.of();
		}
		PropertySource<?> attached = configurable.getPropertySources().get("configurationProperties");
		return (attached != null) ? ConfigurationPropertySources.get(environment)
				: ConfigurationPropertySources.from(configurable.getPropertySources());
	}

	private void add(ConfigurationPropertySource source, int rank, boolean blankHides) {
		this.ranks.put(source, rank);
		this.sources
			.add(blankHides ? source : source.filter((name) -> !isBlank(source.getConfigurationProperty(name))));
	}

	private boolean isBlank(@Nullable ConfigurationProperty property) {
		return property != null && property.getValue() instanceof CharSequence text
				&& this.placeholders.resolve(text.toString()).isBlank();
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
	@Nullable InputValue property(String name) {
		ConfigurationPropertyName propertyName = ConfigurationPropertyName.of(name);
		for (ConfigurationPropertySource source : this.sources) {
			ConfigurationProperty property = source.getConfigurationProperty(propertyName);
			if (property != null) {
				InputValue value = this.placeholders.read(PropertyOrigins.nameOf(property),
						String.valueOf(property.getValue()), PropertyOrigins.of(property), rank(property));
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
			Object raw = source.getProperty(name);
			String text = (raw != null) ? text(source, raw.toString()) : "";
			if (!text.isBlank()) {
				return new InputValue(name, text,
						new Origin(Origin.Kind.VARIABLE, "variable " + name + PropertyOrigins.fileOf(source, name)),
						rank, null);
			}
		}
		return null;
	}

	private String text(PropertySource<?> source, String raw) {
		return (source instanceof SystemEnvironmentPropertySource) ? raw
				: OwnVariables.withoutQuotes(this.placeholders.resolve(raw));
	}

	int rank(ConfigurationProperty property) {
		Integer rank = this.ranks.get(property.getSource());
		return (rank != null) ? rank : 0;
	}

	Binder binder() {
		return new Binder(this.sources, new PropertySourcesPlaceholdersResolver(this.environment));
	}

	List<ConfigurationPropertySource> sources() {
		return this.sources;
	}

}
