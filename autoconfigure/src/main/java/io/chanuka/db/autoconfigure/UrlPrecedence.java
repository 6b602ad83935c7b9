package io.chanuka.db.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.url.InvalidPostgresUrlException;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * Decides where variables of other names and everything else both say where to connect
 * to. Decided when the settings are resolved, because tests add properties late.
 */
final class UrlPrecedence {

	private static final String MIGRATION_VARIABLE = "MIGRATION_DATABASE_URL";

	private final ConfigurableEnvironment environment;

	private final AliasPropertySource aliases;

	private final Map<String, InputValue> values;

	private final List<String> warnings;

	UrlPrecedence(ConfigurableEnvironment environment, AliasPropertySource aliases, Map<String, InputValue> values,
			List<String> warnings) {
		this.environment = environment;
		this.aliases = aliases;
		this.values = values;
		this.warnings = warnings;
	}

	void apply() {
		Map<String, InputValue> others = read((source) -> source != this.aliases);
		boolean named = others.containsKey(UrlAliases.URL) || others.containsKey("chanuka.db.host")
				|| this.values.containsKey("spring.datasource.url");
		if (named && isTesting(others)) {
			Set<String> passedOver = passOver(UrlAliases.properties(), others);
			if (!passedOver.isEmpty()) {
				this.warnings.add(String.join(", ", passedOver)
						+ " passed over: in the testing environment the configuration's own URL counts.");
			}
			return;
		}
		warnOfShadows(others);
		if (this.values.containsKey(UrlAliases.URL)
				&& !passOver(Set.copyOf(UrlAliases.PARTS.values()), others).isEmpty()) {
			this.warnings.add("POSTGRES_HOST and its kin are passed over: chanuka.db.url is set.");
		}
		String sibling = this.aliases.variable(UrlAliases.MIGRATION_URL);
		if (!isAlias(UrlAliases.URL) && !MIGRATION_VARIABLE.equals(sibling)) {
			// A sibling belongs to the URL that it is set beside, and to no other.
			passOver(Set.of(UrlAliases.MIGRATION_URL), others);
		}
		keepUserOf(UrlAliases.URL, "chanuka.db.username", "chanuka.db.password");
		keepUserOf(UrlAliases.MIGRATION_URL, "chanuka.db.migration.username", "chanuka.db.migration.password");
	}

	private boolean isTesting(Map<String, InputValue> others) {
		InputValue named = others.get("chanuka.db.environment");
		return (named != null) ? DeploymentEnvironment.named(named.value().toString()) == DeploymentEnvironment.TESTING
				: Arrays.stream(this.environment.getActiveProfiles())
					.anyMatch((profile) -> DeploymentEnvironment.named(profile) == DeploymentEnvironment.TESTING);
	}

	private void warnOfShadows(Map<String, InputValue> others) {
		String variable = this.aliases.variable(UrlAliases.URL);
		InputValue counts = this.values.get(UrlAliases.URL);
		InputValue other = others.get(UrlAliases.URL);
		if (variable == null || counts == null || other == null
				|| other.value().equals(this.aliases.getProperty(UrlAliases.URL))) {
			return;
		}
		this.warnings
			.add(isAlias(UrlAliases.URL) ? other.origin() + " is passed over: variable " + variable + " names the URL."
					: "variable " + variable + " is passed over: " + counts.origin() + " names the URL.");
	}

	/**
	 * Credentials of a weaker source never go to the host of a stronger one that brings
	 * its own.
	 */
	private void keepUserOf(String url, String... credentials) {
		if (!isAlias(url) || !hasUser(this.values.get(url))) {
			return;
		}
		int rank = this.environment.getPropertySources().precedenceOf(this.aliases);
		Map<String, InputValue> stronger = read(
				(source) -> this.environment.getPropertySources().precedenceOf(source) < rank);
		for (String key : credentials) {
			InputValue value = this.values.get(key);
			if (value != null && !stronger.containsKey(key)) {
				this.values.remove(key);
				this.warnings.add(value.origin() + " is passed over: variable " + this.aliases.variable(url)
						+ " brings its own user.");
			}
		}
	}

	private static boolean hasUser(@Nullable InputValue url) {
		try {
			return url != null && PostgresUrl.parse(url.value().toString()).credentials().username() != null;
		}
		catch (InvalidPostgresUrlException ex) {
			// Reported when it is read.
			return false;
		}
	}

	private Set<String> passOver(Set<String> keys, Map<String, InputValue> others) {
		Set<String> variables = new TreeSet<>();
		for (String key : keys) {
			if (isAlias(key)) {
				variables.add(String.valueOf(this.aliases.variable(key)));
				InputValue other = others.get(key);
				if (other != null) {
					this.values.put(key, other);
				}
				else {
					this.values.remove(key);
				}
			}
		}
		return variables;
	}

	private boolean isAlias(String key) {
		InputValue value = this.values.get(key);
		return value != null && value.name().equals(this.aliases.variable(key));
	}

	private Map<String, InputValue> read(Predicate<PropertySource<?>> filter) {
		MutablePropertySources sources = new MutablePropertySources();
		this.environment.getPropertySources()
			.stream()
			.filter((source) -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
			.filter(filter)
			.forEach(sources::addLast);
		Map<String, InputValue> read = new LinkedHashMap<>();
		new Binder(ConfigurationPropertySources.from(sources),
				new PropertySourcesPlaceholdersResolver(this.environment))
			.bind("chanuka.db", Bindable.of(ChanukaDbProperties.class),
					new OriginTrackingBindHandler(read, new ArrayList<>()));
		return read;
	}

}
