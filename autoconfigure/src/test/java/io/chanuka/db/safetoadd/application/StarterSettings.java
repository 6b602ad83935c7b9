package io.chanuka.db.safetoadd.application;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.url.HostAndPort;
import io.chanuka.db.url.PostgresUrl;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.context.ApplicationContext;

/**
 * What the starter has decided. Apart, because plain Spring Boot is without its classes.
 */
final class StarterSettings {

	private StarterSettings() {
	}

	static Map<String, String> of(ApplicationContext context) {
		Map<String, String> decided = new TreeMap<>();
		try {
			context.getBeanProvider(DatabaseSettings.class).ifAvailable((settings) -> {
				decided.put("environment", settings.environment().value().toString());
				decided.put("sslmode", settings.runtimeTls().mode().value().toString());
				decided.put("migration.sslmode", settings.migrationTls().mode().value().toString());
				decided.put("server", server(settings.runtime()));
				decided.put("migration.server", server(settings.migration()));
			});
		}
		catch (BeanCreationException ex) {
			// Lazy, and of no use where the application works with another DataSource.
			decided.put("error", ex.getMostSpecificCause().getMessage());
		}
		return decided;
	}

	private static String server(EndpointSettings endpoint) {
		PostgresUrl url = endpoint.url().value();
		return url.hosts().stream().map(HostAndPort::toString).collect(Collectors.joining(",")) + "/" + url.database();
	}

}
