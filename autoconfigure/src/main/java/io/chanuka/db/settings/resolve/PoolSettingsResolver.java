package io.chanuka.db.settings.resolve;

import java.time.Duration;

import io.chanuka.db.settings.DurationFormat;
import io.chanuka.db.settings.EnvironmentDefaults;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.PoolSettings;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.Findings;
import io.chanuka.db.settings.input.SettingsReader;

/**
 * Decides how the runtime pool behaves. HikariCP corrects values below its minimums
 * silently; here they are violations.
 */
final class PoolSettingsResolver {

	private static final String HIKARI = "spring.datasource.hikari.";

	/**
	 * HikariCP's minimums, see its README under "Configuration".
	 */
	private static final Duration IDLE_TIMEOUT_MINIMUM = Duration.ofSeconds(10);

	private static final Duration TIMEOUT_MINIMUM = Duration.ofMillis(250);

	private static final Duration LIFETIME_MINIMUM = Duration.ofSeconds(30);

	private static final Duration LEAK_DETECTION_MINIMUM = Duration.ofSeconds(2);

	private final SettingsReader reader;

	private final Findings findings;

	PoolSettingsResolver(SettingsReader reader, Findings findings) {
		this.reader = reader;
		this.findings = findings;
	}

	PoolSettings resolve(EnvironmentDefaults defaults, Origin origin) {
		Setting<Integer> maxSize = maxSize(defaults, origin);
		Setting<Duration> maxLifetime = duration("max-lifetime", Duration.ofMinutes(30), LIFETIME_MINIMUM, true);
		Duration lifetime = maxLifetime.value();
		Setting<Duration> idleTimeout = this.reader.duration("pool.idle-timeout", HIKARI + "idle-timeout",
				defaults.poolIdleTimeout(), origin, IDLE_TIMEOUT_MINIMUM, true);
		Setting<Duration> keepalive = duration("keepalive-time", Duration.ofMinutes(2), LIFETIME_MINIMUM, true);
		Setting<Duration> leakDetection = duration("leak-detection-threshold", Duration.ZERO, LEAK_DETECTION_MINIMUM,
				true);
		return new PoolSettings(maxSize, minIdle(maxSize, defaults, origin),
				within(lifetime, idleTimeout, lifetime.minusSeconds(1), lifetime.minusSeconds(1)),
				connectionTimeout(defaults, origin),
				duration("validation-timeout", Duration.ofSeconds(2), TIMEOUT_MINIMUM, false), maxLifetime,
				within(lifetime, keepalive, lifetime.minusMillis(1), Duration.ZERO),
				this.reader.number("pool.max-uses", null, defaults.poolMaxUses(), origin, 0),
				within(lifetime, leakDetection, lifetime, Duration.ZERO));
	}

	/**
	 * For HikariCP zero means without end.
	 */
	private Setting<Duration> connectionTimeout(EnvironmentDefaults defaults, Origin origin) {
		String key = "pool.connection-timeout";
		InputValue value = this.reader.find(key, HIKARI + "connection-timeout");
		if (value != null && value.value().equals(0L) && !value.isForeign()) {
			return new Setting<>(SettingsReader.PREFIX + key, SettingsReader.LONGEST, value.origin());
		}
		return this.reader.duration(key, HIKARI + "connection-timeout", defaults.poolConnectionTimeout(), origin,
				TIMEOUT_MINIMUM, false);
	}

	/**
	 * HikariCP silently switches off what does not fit into the lifetime of a connection.
	 * Here a value of ours is a violation, and any other gives way.
	 */
	private Setting<Duration> within(Duration lifetime, Setting<Duration> setting, Duration longest,
			Duration replacement) {
		if (lifetime.isZero() || this.findings.isRejected("chanuka.db.pool.max-lifetime")
				|| setting.value().compareTo(longest) <= 0) {
			return setting;
		}
		String key = setting.name().substring(SettingsReader.PREFIX.length());
		InputValue value = this.reader.find(key, HIKARI + key.substring("pool.".length()));
		String reason = "it does not fit into the lifetime of a connection, which is "
				+ DurationFormat.format(lifetime);
		if (value != null && this.reader.isOurs(key, setting.origin())) {
			this.reader.reject(key, value, reason, "Shorten it, or raise chanuka.db.pool.max-lifetime.");
		}
		else if (value != null) {
			this.findings.ignore(value, reason);
		}
		return new Setting<>(setting.name(), replacement,
				Origin.derived("shortened to fit chanuka.db.pool.max-lifetime"));
	}

	private Setting<Duration> duration(String key, Duration defaultValue, Duration minimum, boolean zeroDisables) {
		return this.reader.duration("pool." + key, HIKARI + key, defaultValue, Origin.DEFAULT, minimum, zeroDisables);
	}

	/**
	 * A default maximum gives way to an explicit minimum of HikariCP's, which would be
	 * lowered to ten only.
	 */
	private Setting<Integer> maxSize(EnvironmentDefaults defaults, Origin origin) {
		Setting<Integer> maxSize = this.reader.number("pool.max-size", HIKARI + "maximum-pool-size",
				defaults.poolMaxSize(), origin, 1);
		InputValue minIdle = this.reader.explicit("pool.min-idle", HIKARI + "minimum-idle");
		if (minIdle == null || maxSize.origin().isExplicit() || this.reader.isOurs("pool.min-idle", minIdle.origin())
				|| ((Number) minIdle.value()).intValue() <= maxSize.value()) {
			return maxSize;
		}
		return new Setting<>(maxSize.name(), ((Number) minIdle.value()).intValue(),
				Origin.derived("increased to " + minIdle.origin()));
	}

	/**
	 * A minimum of ours above the maximum is a violation; any other gives way.
	 */
	private Setting<Integer> minIdle(Setting<Integer> maxSize, EnvironmentDefaults defaults, Origin origin) {
		boolean lowered = defaults.poolMinIdle() > maxSize.value();
		Setting<Integer> minIdle = this.reader.number("pool.min-idle", HIKARI + "minimum-idle",
				Math.min(defaults.poolMinIdle(), maxSize.value()), lowered ? derivedMinimum() : origin, 0);
		if (minIdle.value() <= maxSize.value() || this.findings.isRejected(maxSize.name())) {
			return minIdle;
		}
		InputValue value = this.reader.find("pool.min-idle", HIKARI + "minimum-idle");
		boolean isOurs = this.reader.isOurs("pool.min-idle", minIdle.origin())
				&& maxSize.origin().kind() != Origin.Kind.VARIABLE;
		if (value != null && isOurs) {
			this.reader.reject("pool.min-idle", value,
					"it is more than the maximum of " + maxSize.value() + " (" + maxSize.origin() + ")",
					"Lower it, or raise chanuka.db.pool.max-size.");
		}
		else if (value != null) {
			this.findings.ignore(value, "it is more than the maximum of " + maxSize.value());
		}
		return new Setting<>(minIdle.name(), maxSize.value(), derivedMinimum());
	}

	private static Origin derivedMinimum() {
		return Origin.derived("lowered to chanuka.db.pool.max-size");
	}

}
