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
		Setting<Duration> maxLifetime = duration("max-lifetime", "max-lifetime", Duration.ofMinutes(30), LIFETIME_FLOOR,
				true);
		return new PoolSettings(maxSize, minIdle(maxSize, defaults, origin),
				this.reader.duration("pool.idle-timeout", HIKARI + "idle-timeout", defaults.poolIdleTimeout(), origin,
						IDLE_TIMEOUT_FLOOR, true),
				this.reader.duration("pool.connection-timeout", HIKARI + "connection-timeout",
						defaults.poolConnectionTimeout(), origin, TIMEOUT_FLOOR, false),
				duration("validation-timeout", "validation-timeout", Duration.ofSeconds(2), TIMEOUT_FLOOR, false),
				maxLifetime, duration("keepalive-time", "keepalive-time", Duration.ofMinutes(2), LIFETIME_FLOOR, true),
				duration("leak-detection-threshold", "leak-detection-threshold", Duration.ZERO, LEAK_DETECTION_FLOOR,
						true));
	}

	private Setting<Duration> duration(String key, String hikari, Duration defaultValue, Duration minimum,
			boolean zeroDisables) {
		return this.reader.duration("pool." + key, HIKARI + hikari, defaultValue, Origin.DEFAULT, minimum,
				zeroDisables);
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
		boolean maxSizeIsWrong = this.violations.stream()
			.anyMatch((violation) -> violation.property().equals(maxSize.name()));
		if (explicit != null && minIdle.value() > maxSize.value() && !maxSizeIsWrong) {
			this.violations.add(SettingsViolation.of(minIdle.name(), explicit, minIdle.value().toString(),
					"it is more than the maximum of " + maxSize.value() + " (" + maxSize.origin() + ")",
					"Lower it, or raise chanuka.db.pool.max-size."));
		}
		return minIdle;
	}

}
