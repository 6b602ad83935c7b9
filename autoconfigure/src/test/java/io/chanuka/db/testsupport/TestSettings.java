package io.chanuka.db.testsupport;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.resolve.SettingsResolver;
import io.chanuka.db.tls.InvalidTlsMaterialException;
import io.chanuka.db.tls.TlsMaterialLoader;
import io.chanuka.db.transport.SpringTlsMaterialLoader;

import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * Settings without an application.
 */
public final class TestSettings {

	private TestSettings() {
	}

	/**
	 * A resolver for settings that name no certificates.
	 */
	public static SettingsResolver resolver() {
		return new SettingsResolver((references) -> {
			throw new InvalidTlsMaterialException(List.of());
		}, Clock.systemUTC());
	}

	/**
	 * Resolves properties, with certificates, outside of production.
	 * @param properties the keys below chanuka.db
	 */
	public static DatabaseSettings resolve(Map<String, Object> properties) {
		TlsMaterialLoader loader = new SpringTlsMaterialLoader(
				ApplicationResourceLoader.get(new DefaultResourceLoader(), true), null);
		return new SettingsResolver(loader, Clock.systemUTC())
			.resolve(new TestInput().setAll(values(properties)).build());
	}

	private static Map<String, InputValue> values(Map<String, Object> properties) {
		Map<String, InputValue> values = new HashMap<>();
		properties.forEach((key, value) -> {
			String name = "chanuka.db." + key;
			values.put(name, new InputValue(name, value, new Origin(Origin.Kind.PROPERTY, name)));
		});
		return values;
	}

}
