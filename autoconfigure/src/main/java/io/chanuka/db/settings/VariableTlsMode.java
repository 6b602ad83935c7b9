package io.chanuka.db.settings;

import java.util.Locale;

import io.chanuka.db.tls.SslMode;
import org.jspecify.annotations.Nullable;

/**
 * What variables under other names state about encryption. They may be meant for another
 * program, so they make it stronger, but never weaker than what is configured, and never
 * weaker than the default of a strict environment for a host that is not private.
 */
final class VariableTlsMode {

	private final SettingsReader reader;

	private final Findings findings;

	VariableTlsMode(SettingsReader reader, Findings findings) {
		this.reader = reader;
		this.findings = findings;
	}

	/**
	 * Applies the variables.
	 * @param stated what is configured, or {@code null}
	 * @param byDefault what holds otherwise
	 * @param mayBeWeaker whether a variable may weaken the default
	 * @return the mode
	 */
	Setting<SslMode> apply(@Nullable Setting<SslMode> stated, Setting<SslMode> byDefault, boolean mayBeWeaker) {
		Setting<SslMode> base = (stated != null) ? stated : byDefault;
		InputValue variable = this.reader.variable(StatedTlsMode.KEY);
		InputValue reject = this.reader.variable(StatedTlsMode.REJECT);
		Setting<SslMode> requested = requested(base, stated != null, variable, reject);
		if (requested == null || isOutranked(requested) || requested.value() == base.value()) {
			return base;
		}
		boolean weaker = requested.value().compareTo(base.value()) < 0;
		if (weaker && (stated != null || !mayBeWeaker)) {
			this.findings.ignore(new InputValue(requested.origin().toString(), requested.value(), requested.origin()),
					requested.value() + " is weaker than " + base.value() + " of " + base.origin());
			return base;
		}
		return requested;
	}

	/**
	 * Variables have no effect on a URL with which the application works already.
	 */
	void ignore() {
		for (String key : new String[] { StatedTlsMode.KEY, StatedTlsMode.REJECT }) {
			InputValue variable = this.reader.variable(key);
			if (variable != null) {
				this.findings.ignore(variable, "the encryption of spring.datasource.url is not changed");
			}
		}
	}

	private @Nullable Setting<SslMode> requested(Setting<SslMode> base, boolean isStated, @Nullable InputValue variable,
			@Nullable InputValue reject) {
		boolean unverified = reject != null && Boolean.FALSE.equals(reject.value());
		String text = (variable != null) ? variable.text().strip().toLowerCase(Locale.ROOT) : "";
		if (variable == null || isUnknown(variable, text)) {
			return (reject != null && (unverified || !isStated))
					? StatedTlsMode.setting(unverified ? SslMode.REQUIRE : SslMode.VERIFY_FULL, reject.origin()) : null;
		}
		if (!text.equals("true")) {
			SslMode mode = text.equals("false") ? SslMode.DISABLE : SslMode.named(text);
			return (mode != null) ? StatedTlsMode.setting(mode, variable.origin()) : null;
		}
		// "On" requires encryption and nothing more where a mode is configured.
		if (base.value().compareTo(SslMode.REQUIRE) >= 0) {
			if (reject != null && unverified && base.value().isVerified()) {
				this.findings.ignore(reject, "false is weaker than " + base.value() + " of " + base.origin());
			}
			return null;
		}
		return StatedTlsMode.setting((isStated || unverified) ? SslMode.REQUIRE : SslMode.VERIFY_FULL,
				variable.origin());
	}

	private boolean isUnknown(InputValue variable, String text) {
		boolean unknown = !text.equals("true") && !text.equals("false") && SslMode.named(text) == null;
		if (unknown) {
			this.findings.ignore(variable, variable.shown() + " is not a mode of encryption");
		}
		return unknown;
	}

	/**
	 * Our own property of the same or a stronger property source decides alone.
	 */
	private boolean isOutranked(Setting<SslMode> requested) {
		InputValue own = this.reader.own(StatedTlsMode.KEY);
		InputValue variable = this.reader.variable(StatedTlsMode.KEY);
		return own != null && variable != null && variable.origin().equals(requested.origin())
				&& own.rank() <= variable.rank();
	}

}
