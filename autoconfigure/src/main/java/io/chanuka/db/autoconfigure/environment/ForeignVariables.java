package io.chanuka.db.autoconfigure.environment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.tls.SslMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.DurationStyle;

/**
 * Variables that are understood as if they had our names, because applications and
 * providers set them already. They may be meant for another program, so one that cannot
 * be used is ignored. URLs have rules of their own.
 */
public final class ForeignVariables {

	/**
	 * Each variable on its own line, several may mean the same property.
	 */
	public static final List<Variable> ALL = List.of(
			variable("DATABASE_PROVIDER", "provider", ForeignVariables::provider),
			variable("DATABASE_DRIVER", "provider", ForeignVariables::provider),
			variable("NEON_DATABASE", "provider", (value) -> Boolean.parseBoolean(value) ? "neon" : ""),
			variable("DATABASE_POOL_MAX", "pool.max-size"), variable("DB_POOL_MAX", "pool.max-size"),
			variable("DB_POOL_MIN", "pool.min-idle"), variable("DATABASE_POOL_IDLE_TIMEOUT", "pool.idle-timeout"),
			variable("DB_IDLE_TIMEOUT", "pool.idle-timeout"), variable("DB_IDLE_TIMEOUT_MS", "pool.idle-timeout"),
			variable("DATABASE_CONNECTION_TIMEOUT", "pool.connection-timeout"),
			variable("DB_CONNECTION_TIMEOUT", "pool.connection-timeout"),
			variable("DB_CONNECTION_TIMEOUT_MS", "pool.connection-timeout"), variable("DB_MAX_USES", "pool.max-uses"),
			variable("DB_STATEMENT_TIMEOUT", "statement-timeout"), variable("DB_QUERY_TIMEOUT", "query-timeout"),
			variable("SSL_MODE", "ssl.mode"), variable("DB_SSL", "ssl.mode"),
			variable("DB_SSL_REJECT_UNAUTHORIZED", "ssl.reject-unauthorized"),
			variable("DB_SSL_CA", "ssl.root-certificate"), variable("DB_SSL_CERT", "ssl.certificate"),
			variable("DB_SSL_KEY", "ssl.private-key"), path("SSL_CA_PATH", "ssl.root-certificate"),
			path("SSL_CERT_PATH", "ssl.certificate"), path("SSL_KEY_PATH", "ssl.private-key"),
			variable("DATABASE_TRACE_QUERIES", "statement-log.enabled"),
			variable("DB_LOG_QUERIES", "statement-log.enabled"),
			variable("DB_LOG_CONNECTIONS", "connection-log.enabled"));

	private static final Set<String> OFF = Set.of("false", "disable");

	private final Function<String, @Nullable InputValue> lookup;

	private final Map<String, InputValue> texts = new LinkedHashMap<>();

	private final Map<String, InputValue> values = new LinkedHashMap<>();

	private final List<String> ignored = new ArrayList<>();

	private ForeignVariables(Function<String, @Nullable InputValue> lookup) {
		this.lookup = lookup;
		ALL.forEach(this::add);
		this.texts.values().removeIf((value) -> value.text().isEmpty());
		if (!this.texts.isEmpty()) {
			convert();
		}
	}

	/**
	 * Reads them, if they are not switched off.
	 */
	static ForeignVariables of(RankedSources sources) {
		boolean enabled = LenientFlag.isOn(sources, "chanuka.db.env-aliases.enabled", true);
		return new ForeignVariables(enabled ? sources::variable : (name) -> null);
	}

	private static Variable variable(String name, String key) {
		return variable(name, key, (value) -> value);
	}

	private static Variable variable(String name, String key, UnaryOperator<String> conversion) {
		return new Variable(name, "chanuka.db." + key, conversion, false);
	}

	/**
	 * Elsewhere these names are the web server's.
	 */
	private static Variable path(String name, String key) {
		return new Variable(name, "chanuka.db." + key, (value) -> "file:" + value, true);
	}

	private static String provider(String value) {
		String lowerCase = value.toLowerCase(Locale.ROOT);
		return Map.of("pg", "postgres", "local", "postgres").getOrDefault(lowerCase, lowerCase);
	}

	/**
	 * What counts, by the names of the properties, each converted to its type.
	 */
	Map<String, InputValue> values() {
		return this.values;
	}

	/**
	 * What cannot be used, a clause each.
	 */
	List<String> ignored() {
		return this.ignored;
	}

	private void add(Variable variable) {
		InputValue found = this.lookup.apply(variable.name());
		String text = (found != null) ? variable.conversion().apply(found.text().strip()) : "";
		if (found == null || text.isEmpty() || (variable.isPath() && !isModeKnown())) {
			return;
		}
		InputValue value = new InputValue(found.name(), text, found.origin(), found.rank(), null);
		InputValue other = this.texts.putIfAbsent(variable.property(), value);
		if (other == null || isSame(variable.property(), other.text(), text)) {
			return;
		}
		if (other.rank() == value.rank()) {
			this.ignored.add(other.origin() + " and " + value.origin() + " (they mean the same and contradict)");
			this.texts.put(variable.property(), new InputValue(found.name(), "", found.origin(), found.rank(), null));
		}
		else if (value.rank() < other.rank()) {
			this.texts.put(variable.property(), value);
		}
	}

	private boolean isModeKnown() {
		InputValue mode = this.lookup.apply("SSL_MODE");
		return mode != null && SslMode.named(mode.text()) != null;
	}

	/**
	 * Whether two values of a property mean the same. "On" requires less than a mode, and
	 * does not contradict one.
	 */
	private static boolean isSame(String property, String left, String right) {
		boolean isOn = property.endsWith("ssl.mode") && right.equalsIgnoreCase("true")
				&& !left.equalsIgnoreCase("disable");
		boolean areOff = property.endsWith("ssl.mode") && OFF.contains(left.toLowerCase(Locale.ROOT))
				&& OFF.contains(right.toLowerCase(Locale.ROOT));
		return left.equalsIgnoreCase(right) || isOn || areOff
				|| (property.endsWith("timeout") && durations(left, right) != null);
	}

	private static @Nullable Object durations(String left, String right) {
		try {
			return DurationStyle.detectAndParse(left).equals(DurationStyle.detectAndParse(right)) ? left : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private void convert() {
		Map<String, String> properties = new HashMap<>();
		this.texts.forEach((property, value) -> properties.put(property, value.text()));
		OriginTrackingBindHandler handler = new OriginTrackingBindHandler((property) -> 0);
		new Binder(new MapConfigurationPropertySource(properties)).bind("chanuka.db",
				Bindable.of(ChanukaDbProperties.class), handler);
		this.texts.forEach((property, value) -> {
			InputValue converted = handler.values().get(property);
			SettingsViolation failure = handler.failures().get(property);
			if (converted != null) {
				this.values.put(property,
						new InputValue(value.name(), converted.value(), value.origin(), value.rank(), null));
			}
			else if (failure != null) {
				this.ignored.add(value.origin() + " = " + failure.value() + " (" + failure.reason() + ")");
			}
		});
	}

	/**
	 * One variable and the property that it is for.
	 *
	 * @param name the variable
	 * @param property the property
	 * @param conversion turns the variable's value into the property's, or into an empty
	 * text if it has no equivalent
	 * @param isPath whether it counts only beside {@code SSL_MODE} with a known value
	 */
	record Variable(String name, String property, UnaryOperator<String> conversion, boolean isPath) {

	}

}
