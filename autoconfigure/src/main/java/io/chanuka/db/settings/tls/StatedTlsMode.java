package io.chanuka.db.settings.tls;

import java.util.List;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.Findings;
import io.chanuka.db.settings.input.SettingsReader;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.settings.selection.DriverProperties;
import io.chanuka.db.tls.SslMode;
import org.jspecify.annotations.Nullable;

/**
 * The mode of encryption that is configured: by our properties, by properties of the
 * driver or by the URL.
 */
final class StatedTlsMode {

	static final String KEY = "ssl.mode";

	private static final String DRIVER = DriverProperties.PREFIX + "sslmode";

	private static final String SWITCH = DriverProperties.PREFIX + "ssl";

	static final String REJECT = "ssl.reject-unauthorized";

	private final SettingsReader reader;

	private final Findings findings;

	StatedTlsMode(SettingsReader reader, Findings findings) {
		this.reader = reader;
		this.findings = findings;
	}

	/**
	 * The mode.
	 * @return the mode, or {@code null} if none is configured
	 */
	@Nullable Setting<SslMode> mode() {
		InputValue mode = stated();
		InputValue reject = this.reader.explicit(REJECT, null);
		if (mode == null) {
			return (reject != null) ? fromReject(reject) : null;
		}
		Setting<SslMode> named = named(mode);
		return (reject != null) ? reconcile(named, reject) : named;
	}

	/**
	 * For the driver its properties are weaker than the URL. Its switch, which only
	 * counts without a mode, means full verification.
	 */
	private @Nullable InputValue stated() {
		InputValue own = this.reader.explicit(KEY, null);
		InputValue drivers = this.reader.explicit(KEY, DRIVER);
		InputValue mode = (own != null) ? own : drivers;
		InputValue on = (mode != null) ? null : this.reader.explicit("ssl", SWITCH);
		return (on != null && "true".equalsIgnoreCase(on.text()))
				? new InputValue(on.name(), SslMode.VERIFY_FULL.toString(), on.origin()) : mode;
	}

	private Setting<SslMode> named(InputValue value) {
		SslMode mode = SslMode.named(value.text());
		if (mode == null) {
			this.findings.reject(SettingsViolation.of(SettingsReader.PREFIX + KEY, value, value.shown(),
					"it is not a mode of encryption", "Use one of " + List.of(SslMode.values()) + "."));
		}
		return setting((mode != null) ? mode : SslMode.VERIFY_FULL, value.origin());
	}

	private Setting<SslMode> fromReject(InputValue reject) {
		boolean verifies = Boolean.TRUE.equals(reject.value());
		if (!verifies) {
			warnOfUnverified(reject);
		}
		return setting(verifies ? SslMode.VERIFY_FULL : SslMode.REQUIRE, reject.origin());
	}

	private void warnOfUnverified(InputValue reject) {
		this.findings.warn(
				reject.origin() + " is false: connections are encrypted, but the server certificate is not verified.");
	}

	private Setting<SslMode> reconcile(Setting<SslMode> stated, InputValue reject) {
		boolean verifies = Boolean.TRUE.equals(reject.value());
		if (stated.value() == SslMode.REQUIRE && !verifies) {
			warnOfUnverified(reject);
			return stated;
		}
		boolean isOff = stated.value() == SslMode.DISABLE;
		if (stated.value().isVerified() == verifies || (isOff && !verifies)) {
			return stated;
		}
		if (!stated.value().isVerified() && !isOff) {
			return setting(SslMode.VERIFY_FULL, reject.origin());
		}
		this.findings.reject(SettingsViolation.of(SettingsReader.PREFIX + REJECT, reject, Boolean.toString(verifies),
				"it contradicts " + stated.value() + " of " + stated.origin(), "Remove one of the two."));
		return stated;
	}

	static Setting<SslMode> setting(SslMode mode, Origin origin) {
		return new Setting<>(SettingsReader.PREFIX + KEY, mode, origin);
	}

}
