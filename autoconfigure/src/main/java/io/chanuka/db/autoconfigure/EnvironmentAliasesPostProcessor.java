package io.chanuka.db.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.chanuka.db.autoconfigure.AliasPropertySource.Contradiction;
import io.chanuka.db.autoconfigure.EnvironmentAliases.Alias;
import io.chanuka.db.settings.DeploymentEnvironment;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
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
		if (!environment.getProperty("chanuka.db.env-aliases.enabled", Boolean.class, true)) {
			return;
		}
		UnaryOperator<@Nullable String> lookup = (variable) -> text(environment, variable);
		AliasPropertySource aliases = new AliasPropertySource(new ArrayList<>(), new ArrayList<>());
		addUrls(aliases, environment, lookup);
		EnvironmentAliases.SCALARS.forEach((alias) -> addScalar(aliases, alias, lookup));
		if (!aliases.getSource().isEmpty() || !aliases.warnings().isEmpty() || !aliases.contradictions().isEmpty()) {
			add(environment.getPropertySources(), aliases);
		}
	}

	private static void addUrls(AliasPropertySource aliases, ConfigurableEnvironment environment,
			UnaryOperator<@Nullable String> lookup) {
		UrlAliases urls = new UrlAliases(lookup);
		String configured = Stream.of(UrlAliases.URL, "spring.datasource.url")
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
		String explicit = text(environment, UrlAliases.URL);
		if (explicit != null && urls.variables().containsKey("chanuka.db.host")) {
			aliases.warnings().add("POSTGRES_HOST and its kin are passed over: chanuka.db.url is set.");
			return;
		}
		urls.variables().forEach((property, variable) -> {
			// A sibling belongs to the URL that it is set beside, not to a stronger one.
			if (!property.equals(UrlAliases.MIGRATION_URL) || variable.equals("MIGRATION_DATABASE_URL")
					|| !isStronger(environment)) {
				aliases.add(property, variable, lookup.apply(variable));
			}
		});
		String runtime = urls.variables().get(UrlAliases.URL);
		if (UrlAliases.isNeonChosen(lookup) && "DATABASE_URL".equals(runtime)
				&& !String.valueOf(lookup.apply(runtime)).contains(".neon.tech")) {
			aliases.contradictions()
				.add(new Contradiction(UrlAliases.URL, "variable DATABASE_URL",
						"Neon is chosen, but its host is not one of Neon",
						"Set NEON_DATABASE_URL, or choose DATABASE_PROVIDER=local."));
		}
	}

	private static void addScalar(AliasPropertySource aliases, Alias alias, UnaryOperator<@Nullable String> lookup) {
		String written = lookup.apply(alias.variable());
		boolean counts = written != null && (alias.companion() == null || lookup.apply(alias.companion()) != null);
		String value = counts ? alias.conversion().apply(written) : null;
		if (value == null) {
			return;
		}
		Object other = aliases.getProperty(alias.property());
		if (other == null) {
			aliases.add(alias.property(), alias.variable(), value);
		}
		else if (!other.equals(value)) {
			aliases.contradictions()
				.add(new Contradiction(alias.property(),
						"variables " + aliases.variable(alias.property()) + " and " + alias.variable(),
						"they mean the same and have different values", "Keep one of them."));
		}
	}

	/**
	 * Whether our own variable, a system property or the command line names the URL.
	 */
	private static boolean isStronger(ConfigurableEnvironment environment) {
		PropertySource<?> variables = environment.getPropertySources()
			.get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
		int last = (variables != null) ? environment.getPropertySources().precedenceOf(variables) : -1;
		MutablePropertySources stronger = new MutablePropertySources();
		environment.getPropertySources().stream().limit(last + 1L).forEach(stronger::addLast);
		return new Binder(ConfigurationPropertySources.from(stronger)).bind(UrlAliases.URL, String.class).isBound();
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
