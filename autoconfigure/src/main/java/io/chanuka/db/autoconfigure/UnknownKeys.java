package io.chanuka.db.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.UnknownKey;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds keys below {@code chanuka.db} that do not exist. Variables that Kubernetes sets
 * for a Service named {@code chanuka-db} are none of them.
 */
final class UnknownKeys {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("chanuka.db");

	/**
	 * What Kubernetes sets for a Service.
	 * @see <a href=
	 * "https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables">Kubernetes,
	 * Service, Environment variables</a>
	 */
	private static final Pattern SERVICE = Pattern.compile(
			"chanuka\\.db\\.(.+\\.)?(service\\.host|service\\.port(\\..+)?|port\\.\\d+\\..+)|chanuka\\.db\\..+\\.port");

	private final KnownKeys known = new KnownKeys();

	private final List<UnknownKey> keys = new ArrayList<>();

	UnknownKeys(RankedSources sources) {
		for (ConfigurationPropertySource source : sources.sources()) {
			if (source instanceof IterableConfigurationPropertySource names) {
				boolean isVariable = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
				names.stream()
					.filter(PREFIX::isAncestorOf)
					.filter((name) -> !this.known.contains(name.toString(), isVariable))
					.filter((name) -> !isVariable || !SERVICE.matcher(name.toString()).matches())
					.forEach((name) -> add(source, name, isVariable));
			}
		}
	}

	List<UnknownKey> all() {
		return this.keys;
	}

	private void add(ConfigurationPropertySource source, ConfigurationPropertyName name, boolean isVariable) {
		String key = name.toString();
		ConfigurationProperty property = source.getConfigurationProperty(name);
		Origin origin = (property != null) ? PropertyOrigins.of(property) : new Origin(Origin.Kind.PROPERTY, key);
		if (this.keys.stream().noneMatch((other) -> other.name().equals(key))) {
			this.keys.add(new UnknownKey(key, origin.description(), this.known.nearest(key), isVariable));
		}
	}

}
