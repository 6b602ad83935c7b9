package io.chanuka.db.settings.resolve;

import java.util.List;
import java.util.stream.Stream;

import io.chanuka.db.provider.Provider;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.SettingsInput;
import io.chanuka.db.settings.input.SettingsReader;
import io.chanuka.db.settings.selection.DriverProperties;
import io.chanuka.db.settings.tls.TlsMaterialResolver;
import io.chanuka.db.url.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * Settings that other decisions are made from, in the form in which they may be shown.
 */
final class SettingsForReport {

	private static final String NOT_SET = "not set";

	private static final String AUTO = "auto";

	private final SettingsInput input;

	private final boolean isSpringUrl;

	private SettingsForReport(SettingsInput input, boolean isSpringUrl) {
		this.input = input;
		this.isSpringUrl = isSpringUrl;
	}

	/**
	 * Collects them.
	 * @param input everything that was set
	 * @param reader reads flags
	 * @param runtime where the application works, or {@code null} if that is not decided
	 * @param isSpringUrl whether its URL is one that Spring Boot would use by itself
	 * @return the settings in reading order
	 */
	static List<Setting<?>> of(SettingsInput input, SettingsReader reader, @Nullable EndpointSettings runtime,
			boolean isSpringUrl) {
		SettingsForReport settings = new SettingsForReport(input, isSpringUrl);
		return List.of(reader.flag("env-aliases.enabled", true, Origin.DEFAULT), settings.provider(runtime),
				settings.text("pooler.mode", AUTO), reader.flag("migration.derive", true, Origin.DEFAULT),
				settings.material("ssl.root-certificate"), settings.material("ssl.certificate"),
				settings.material("ssl.private-key"), settings.secret("ssl.private-key-password"),
				settings.text("ssl.bundle", NOT_SET), settings.text("ssl.reject-unauthorized", NOT_SET));
	}

	/**
	 * The provider in effect. A variable that is ignored has none.
	 */
	private Setting<String> provider(@Nullable EndpointSettings runtime) {
		String provider = (runtime != null) ? runtime.provider().provider().toString() : NOT_SET;
		InputValue value = find("provider");
		Provider named = (value != null) ? Provider.named(value.text()) : null;
		boolean isChosen = named != null && named.toString().equals(provider);
		return setting("provider", provider,
				(isChosen && value != null) ? value.origin() : Origin.derived("recognised by the host"));
	}

	private Setting<String> text(String key, String otherwise) {
		InputValue value = find(key);
		Origin origin = otherwise.equals(AUTO) ? Origin.DEFAULT : Origin.derived(NOT_SET);
		return (value != null) ? setting(key, value.shown(), value.origin()) : setting(key, otherwise, origin);
	}

	/**
	 * A location is shown; certificates and keys themselves are not.
	 */
	private Setting<String> material(String key) {
		InputValue value = find(key);
		if (value == null) {
			return setting(key, NOT_SET, Origin.derived(NOT_SET));
		}
		boolean isLocation = Stream.of("file:", "classpath:", "/", "./", "../").anyMatch(value.text()::startsWith)
				|| value.text().equals(TlsMaterialResolver.SYSTEM);
		return setting(key, isLocation ? Redactor.redact(value.text()) : "text", value.origin());
	}

	private Setting<String> secret(String key) {
		InputValue value = find(key);
		return (value != null) ? setting(key, Redactor.MASK, value.origin())
				: setting(key, NOT_SET, Origin.derived(NOT_SET));
	}

	private @Nullable InputValue find(String key) {
		String property = SettingsReader.PREFIX + key;
		String driver = switch (key) {
			case "ssl.root-certificate" -> "sslrootcert";
			case "ssl.certificate" -> "sslcert";
			case "ssl.private-key" -> "sslkey";
			case "ssl.private-key-password" -> "sslpassword";
			default -> "";
		};
		return this.isSpringUrl ? this.input.explicit(property, DriverProperties.PREFIX + driver)
				: this.input.first(property, DriverProperties.PREFIX + driver);
	}

	private static Setting<String> setting(String key, String value, Origin origin) {
		return new Setting<>(SettingsReader.PREFIX + key, value, origin);
	}

}
