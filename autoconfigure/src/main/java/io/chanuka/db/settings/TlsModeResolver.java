package io.chanuka.db.settings;

import java.util.List;
import java.util.Objects;

import io.chanuka.db.provider.CertificateAuthority;
import io.chanuka.db.tls.SslMode;
import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Decides how much of an endpoint's encryption is demanded.
 */
final class TlsModeResolver {

	private static final String KEY = "ssl.mode";

	private static final String DRIVER = "spring.datasource.hikari.data-source-properties.sslmode";

	private static final String SWITCH = "spring.datasource.hikari.data-source-properties.ssl";

	private static final String REJECT = "ssl.reject-unauthorized";

	private static final String ROOT = "chanuka.db.ssl.root-certificate";

	private final SettingsReader reader;

	private final DeploymentEnvironment environment;

	private final List<SettingsViolation> violations;

	private final List<String> warnings;

	TlsModeResolver(SettingsReader reader, DeploymentEnvironment environment, List<SettingsViolation> violations,
			List<String> warnings) {
		this.reader = reader;
		this.environment = environment;
		this.violations = violations;
		this.warnings = warnings;
	}

	/**
	 * What somebody said, else the default.
	 */
	Setting<SslMode> said(EndpointSettings endpoint) {
		InputValue mode = mode();
		InputValue reject = this.reader.find(REJECT, null);
		Setting<SslMode> said = (mode != null) ? named(mode)
				: (reject != null) ? fromReject(reject) : byDefault(endpoint);
		warnOfWeakness(mode, said, endpoint);
		return (mode != null && reject != null) ? both(said, mode, reject) : said;
	}

	/**
	 * The driver's switch, which only counts without a mode, means full verification.
	 */
	private @Nullable InputValue mode() {
		InputValue mode = this.reader.find(KEY, DRIVER);
		InputValue on = (mode != null) ? null : this.reader.find("ssl", SWITCH);
		return (on != null && !"false".equalsIgnoreCase(on.value().toString()))
				? new InputValue(on.name(), SslMode.VERIFY_FULL.toString(), on.origin()) : mode;
	}

	private Setting<SslMode> named(InputValue value) {
		SslMode mode = SslMode.named(value.value().toString());
		if (mode == null) {
			SettingsViolation violation = SettingsViolation.of(SettingsReader.PREFIX + KEY, value,
					value.value().toString(), "it names no mode of encryption",
					"Use one of " + List.of(SslMode.values()) + ".");
			if (!this.violations.contains(violation)) {
				this.violations.add(violation);
			}
			return setting(SslMode.VERIFY_FULL, value.origin());
		}
		return setting(mode, value.origin());
	}

	private Setting<SslMode> fromReject(InputValue reject) {
		if (Boolean.TRUE.equals(reject.value())) {
			return setting(SslMode.VERIFY_FULL, reject.origin());
		}
		warnOfAnybody(reject);
		return setting(SslMode.REQUIRE, reject.origin());
	}

	private void warnOfAnybody(InputValue reject) {
		warn(reject.origin() + " lets any server answer: connections are encrypted, but nobody checks to whom.");
	}

	/**
	 * Who never verifies cannot demand verification, except that "on" says less than a
	 * mode.
	 */
	private Setting<SslMode> both(Setting<SslMode> said, InputValue mode, InputValue reject) {
		if (said.value() == SslMode.REQUIRE && Boolean.FALSE.equals(reject.value())) {
			warnOfAnybody(reject);
			return said;
		}
		boolean verifies = Boolean.TRUE.equals(reject.value());
		boolean off = said.value() == SslMode.DISABLE;
		if (said.value().isVerified() == verifies || (off && !verifies)) {
			return said;
		}
		if (!said.value().isVerified() && !off) {
			return setting(SslMode.VERIFY_FULL, reject.origin());
		}
		if (mode.name().equals("DB_SSL") && !off) {
			return fromReject(reject);
		}
		SettingsViolation violation = SettingsViolation.of(SettingsReader.PREFIX + REJECT, reject,
				Boolean.toString(verifies), "it contradicts " + said.value() + " of " + mode.origin(),
				"Remove one of the two.");
		if (!this.violations.contains(violation)) {
			this.violations.add(violation);
		}
		return said;
	}

	private Setting<SslMode> byDefault(EndpointSettings endpoint) {
		HostAndPort host = endpoint.url().value().firstHost();
		boolean elsewhere = isElsewhere(endpoint);
		Origin.Kind source = endpoint.url().origin().kind();
		if (source == Origin.Kind.CONTAINER || (!elsewhere && source == Origin.Kind.CONNECTION_DETAILS)) {
			return setting(SslMode.PREFER, Origin.derived("a service connection"));
		}
		if (this.environment.isStrict()) {
			return setting(SslMode.VERIFY_FULL, Origin.environmentDefault(this.environment));
		}
		return (elsewhere) ? setting(SslMode.PREFER, Origin.environmentDefault(this.environment))
				: setting(SslMode.DISABLE, Origin.derived("the host " + host.host() + " is this machine"));
	}

	private static boolean isElsewhere(EndpointSettings endpoint) {
		return endpoint.url().value().hosts().stream().anyMatch((host) -> !host.isLoopback());
	}

	private void warnOfWeakness(@Nullable InputValue mode, Setting<SslMode> said, EndpointSettings endpoint) {
		if (mode != null && this.environment == DeploymentEnvironment.PRODUCTION
				&& said.value().compareTo(SslMode.REQUIRE) < 0 && isElsewhere(endpoint)) {
			warn(said.origin() + " says " + said.value()
					+ ", so in production passwords and data may cross the network "
					+ "unencrypted. Use verify-full, unless nobody can listen on the way.");
		}
		InputValue inUrl = this.reader.inUrl(KEY);
		SslMode demanded = (inUrl != null) ? SslMode.named(inUrl.value().toString()) : null;
		if (demanded != null && said.value().compareTo(demanded) < 0) {
			warn(said.origin() + " says " + said.value() + " and weakens what the URL demands: " + demanded + ".");
		}
	}

	/**
	 * Who names the authorities of the JVM wants the server verified, and as anybody gets
	 * a certificate from those, its name too.
	 */
	Setting<SslMode> ofSystem(Setting<SslMode> said) {
		return (said.value() == SslMode.REQUIRE && !mustNotVerify())
				? setting(SslMode.VERIFY_FULL, Origin.derived("require, and the root certificate is system")) : said;
	}

	private boolean mustNotVerify() {
		InputValue reject = this.reader.find(REJECT, null);
		return reject != null && Boolean.FALSE.equals(reject.value());
	}

	/**
	 * Raises what was said where more is possible without anybody doing anything.
	 */
	Setting<SslMode> raised(Setting<SslMode> said, EndpointSettings endpoint, boolean hasOwnTrust) {
		if (said.value() != SslMode.REQUIRE || mustNotVerify()) {
			warnOfPrivateAuthority(said, endpoint, hasOwnTrust);
			return said;
		}
		boolean production = this.environment == DeploymentEnvironment.PRODUCTION;
		if (production && hasPublicAuthority(endpoint)) {
			return setting(SslMode.VERIFY_FULL, Origin.derived("require, raised in production because "
					+ endpoint.provider().provider() + " has public certificates"));
		}
		if (hasOwnTrust) {
			return setting(SslMode.VERIFY_CA, Origin.derived("require, and a root certificate is given, as in libpq"));
		}
		if (!production || authority(endpoint).kind() == CertificateAuthority.Kind.SELF_SIGNED) {
			return said;
		}
		warn("The server is not verified (" + said.origin() + " says require): anybody on the way can answer in its "
				+ "place. " + download(endpoint) + " Then set " + ROOT
				+ " to it and chanuka.db.ssl.mode to verify-full.");
		return said;
	}

	private void warnOfPrivateAuthority(Setting<SslMode> said, EndpointSettings endpoint, boolean hasOwnTrust) {
		if (said.value().isVerified() && !hasOwnTrust
				&& authority(endpoint).kind() == CertificateAuthority.Kind.SELF_SIGNED) {
			warn("No authority signs the certificates of " + endpoint.provider().provider() + ", so " + said.value()
					+ " (" + said.origin() + ") will refuse them. Set chanuka.db.ssl.mode=require.");
		}
		if (said.value().isVerified() && !hasOwnTrust && hasPrivateAuthority(endpoint)) {
			warn("The JVM trusts no private authority, and " + endpoint.provider().provider() + " uses one. "
					+ download(endpoint) + " Then set " + ROOT + " to it.");
		}
	}

	private static boolean hasPublicAuthority(EndpointSettings endpoint) {
		return authority(endpoint).kind() == CertificateAuthority.Kind.PUBLIC;
	}

	private static boolean hasPrivateAuthority(EndpointSettings endpoint) {
		return authority(endpoint).kind() == CertificateAuthority.Kind.PRIVATE;
	}

	private static CertificateAuthority authority(EndpointSettings endpoint) {
		return endpoint.provider().traits().certificateAuthority();
	}

	private static String download(EndpointSettings endpoint) {
		String advice = authority(endpoint).advice();
		return (advice != null) ? advice : "Get the certificate of the server's authority from whoever runs it.";
	}

	private void warn(String warning) {
		if (!this.warnings.contains(warning)) {
			this.warnings.add(warning);
		}
	}

	private static Setting<SslMode> setting(SslMode mode, Origin origin) {
		return new Setting<>(SettingsReader.PREFIX + KEY, Objects.requireNonNull(mode), origin);
	}

}
