package io.chanuka.db.settings;

import java.time.Duration;
import java.util.List;

/**
 * Decides how the runtime pool behaves. HikariCP corrects values below its floors
 * silently; here they are violations.
 */
final class PoolSettingsResolver {

	private static final String HIKARI = "spring.datasource.hikari.";

	/**
	 * HikariCP's floors, see its README under "Configuration".
	 */
	private static final Duration IDLE_TIMEOUT_FLOOR = Duration.ofSeconds(10);

	private static final Duration TIMEOUT_FLOOR = Duration.ofMillis(250);

	private static final Duration LIFETIME_FLOOR = Duration.ofSeconds(30);

	private static final Duration LEAK_DETECTION_FLOOR = Duration.ofSeconds(2);

	private final SettingsReader reader;

	private final List<SettingsViolation> violations;

	PoolSettingsResolver(SettingsReader reader, List<SettingsViolation> violations) {
		this.reader = reader;
		this.violations = violations;
	}

	PoolSettings resolve(EnvironmentDefaults defaults, Origin origin) {
		Setting<Integer> maxSize = this.reader.number("pool.max-size", HIKARI + "maximum-pool-size",
				defaults.poolMaxSize(), origin, 1);
		Setting<Duration> maxLifetime = duration("max-lifetime", Duration.ofMinutes(30), LIFETIME_FLOOR, true);
		Duration lifetime = maxLifetime.value();
		Setting<Duration> idleTimeout = this.reader.duration("pool.idle-timeout", HIKARI + "idle-timeout",
				defaults.poolIdleTimeout(), origin, IDLE_TIMEOUT_FLOOR, true);
		Setting<Duration> keepalive = duration("keepalive-time", Duration.ofMinutes(2), LIFETIME_FLOOR, true);
		Setting<Duration> leakDetection = duration("leak-detection-threshold", Duration.ZERO, LEAK_DETECTION_FLOOR,
				true);
		return new PoolSettings(maxSize, minIdle(maxSize, defaults, origin),
				within(lifetime, idleTimeout, lifetime.minusSeconds(1), lifetime.minusSeconds(1)),
				this.reader.duration("pool.connection-timeout", HIKARI + "connection-timeout",
						defaults.poolConnectionTimeout(), origin, TIMEOUT_FLOOR, false),
				duration("validation-timeout", Duration.ofSeconds(2), TIMEOUT_FLOOR, false), maxLifetime,
				within(lifetime, keepalive, lifetime.minusMillis(1), Duration.ZERO),
				this.reader.number("pool.max-uses", null, defaults.poolMaxUses(), origin, 0),
				within(lifetime, leakDetection, lifetime, Duration.ZERO));
	}

	/**
	 * HikariCP silently switches off what does not fit into the lifetime of a connection.
	 * Here an explicit value is a violation, and a default gives way.
	 */
	private Setting<Duration> within(Duration lifetime, Setting<Duration> setting, Duration longest,
			Duration replacement) {
		if (lifetime.isZero() || isWrong("chanuka.db.pool.max-lifetime") || setting.value().compareTo(longest) <= 0) {
			return setting;
		}
		if (setting.origin().isExplicit()) {
			this.violations.add(new SettingsViolation(setting.name(), setting.origin().description(),
					SettingsReader.text(setting.value()),
					"it does not fit into the lifetime of a connection, which is " + SettingsReader.text(lifetime),
					"Shorten it, or raise chanuka.db.pool.max-lifetime."));
		}
		return new Setting<>(setting.name(), replacement,
				Origin.derived("shortened to fit chanuka.db.pool.max-lifetime"));
	}

	private Setting<Duration> duration(String key, Duration defaultValue, Duration minimum, boolean zeroDisables) {
		return this.reader.duration("pool." + key, HIKARI + key, defaultValue, Origin.DEFAULT, minimum, zeroDisables);
	}

	/**
	 * An explicit minimum above the maximum is a violation; a default one gives way.
	 */
	private Setting<Integer> minIdle(Setting<Integer> maxSize, EnvironmentDefaults defaults, Origin origin) {
		InputValue explicit = this.reader.find("pool.min-idle", HIKARI + "minimum-idle");
		boolean lowered = defaults.poolMinIdle() > maxSize.value();
		Setting<Integer> minIdle = this.reader.number("pool.min-idle", HIKARI + "minimum-idle",
				Math.min(defaults.poolMinIdle(), maxSize.value()),
				lowered ? Origin.derived("lowered to chanuka.db.pool.max-size") : origin, 0);
		if (explicit != null && minIdle.value() > maxSize.value() && !isWrong(maxSize.name())) {
			this.violations.add(SettingsViolation.of(minIdle.name(), explicit, minIdle.value().toString(),
					"it is more than the maximum of " + maxSize.value() + " (" + maxSize.origin() + ")",
					"Lower it, or raise chanuka.db.pool.max-size."));
		}
		return minIdle;
	}

	/**
	 * Whether a value is rejected already, so that nothing can be held against it.
	 */
	private boolean isWrong(String property) {
		return this.violations.stream().anyMatch((violation) -> violation.property().equals(property));
	}

}
