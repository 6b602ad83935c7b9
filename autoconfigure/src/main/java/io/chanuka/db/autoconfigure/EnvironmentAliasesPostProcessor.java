package io.chanuka.db.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

import io.chanuka.db.autoconfigure.AliasPropertySource.Contradiction;
import io.chanuka.db.autoconfigure.EnvironmentAliases.Alias;
import io.chanuka.db.settings.DeploymentEnvironment;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.StringUtils;

/**
 * Makes variables such as {@code DATABASE_URL} visible under the names of our properties,
 * weaker than {@code CHANUKA_*} variables and stronger than configuration files. What is
 * wrong with them is told together with everything else, when the settings are resolved.
 */
final class EnvironmentAliasesPostProcessor implements EnvironmentPostProcessor, Ordered {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!Switch.isOn(environment, "chanuka.db.env-aliases.enabled", true)) {
			return;
		}
		Function<String, @Nullable String> lookup = (variable) -> text(environment, variable);
		AliasPropertySource aliases = new AliasPropertySource(new ArrayList<>(), new ArrayList<>());
		addUrls(aliases, environment, lookup);
		EnvironmentAliases.SCALARS.forEach((alias) -> addScalar(aliases, alias, lookup));
		if (!aliases.getSource().isEmpty() || !aliases.warnings().isEmpty() || !aliases.contradictions().isEmpty()) {
			add(environment.getPropertySources(), aliases);
		}
	}

	private static void addUrls(AliasPropertySource aliases, ConfigurableEnvironment environment,
			Function<String, @Nullable String> lookup) {
		UrlAliases urls = new UrlAliases(lookup);
		String configured = Stream.of(UrlAliases.URL, "chanuka.db.host", "spring.datasource.url")
			.filter((name) -> text(environment, name) != null)
			.findFirst()
			.orElse(null);
		if (configured != null && !urls.variables().isEmpty() && isTesting(environment)) {
			aliases.warnings()
				.add(String.join(", ", urls.variables().values()) + " passed over: in the testing environment "
						+ configured + " of the configuration counts.");
			return;
		}
		aliases.warnings().addAll(urls.warnings());
		urls.variables().forEach((property, variable) -> {
			String value = lookup.apply(variable);
			if (value != null) {
				aliases.add(property, variable, value);
			}
		});
	}

	private static void addScalar(AliasPropertySource aliases, Alias alias, Function<String, @Nullable String> lookup) {
		String written = lookup.apply(alias.variable());
		if (written == null || (alias.companion() != null && lookup.apply(alias.companion()) == null)) {
			return;
		}
		String value = alias.conversion().apply(written.strip());
		if (value == null) {
			return;
		}
		Object other = aliases.getProperty(alias.property());
		if (other == null) {
			aliases.add(alias.property(), alias.variable(), value);
		}
		else if (!alias.isSame(other.toString(), value)) {
			aliases.contradictions()
				.add(new Contradiction(alias.property(),
						"variables " + aliases.variable(alias.property()) + " and " + alias.variable(),
						"they mean the same and have different values", "Keep one of them."));
		}
	}

	private static boolean isTesting(ConfigurableEnvironment environment) {
		String named = text(environment, "chanuka.db.environment");
		return (named != null) ? DeploymentEnvironment.named(named) == DeploymentEnvironment.TESTING
				: Arrays.stream(environment.getActiveProfiles())
					.anyMatch((profile) -> DeploymentEnvironment.named(profile) == DeploymentEnvironment.TESTING);
	}

	/**
	 * A placeholder that cannot be resolved is reported by whoever needs the value.
	 */
	private static @Nullable String text(ConfigurableEnvironment environment, String name) {
		try {
			String value = environment.getProperty(name);
			return StringUtils.hasText(value) ? value : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static void add(MutablePropertySources sources, AliasPropertySource aliases) {
		String variables = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		if (sources.contains(variables)) {
			sources.addAfter(variables, aliases);
		}
		else {
			sources.addFirst(aliases);
		}
	}

	/**
	 * After configuration files are loaded, so that variables in them count as well.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
