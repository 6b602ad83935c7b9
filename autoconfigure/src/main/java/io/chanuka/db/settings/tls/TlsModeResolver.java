package io.chanuka.db.settings.tls;

import java.util.Map;
import java.util.stream.Collectors;

import io.chanuka.db.provider.CertificateAuthority;
import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.Findings;
import io.chanuka.db.settings.input.Hosts;
import io.chanuka.db.settings.input.SettingsReader;
import io.chanuka.db.tls.SslMode;
import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Decides how much of an endpoint's encryption is required: what is configured, else the
 * default, made stronger where that costs nothing.
 */
final class TlsModeResolver {

	private static final String ROOT = "chanuka.db.ssl.root-certificate";

	private final SettingsReader reader;

	private final DeploymentEnvironment environment;

	private final Origin environmentDefault;

	private final Map<String, String> driverProperties;

	private final Findings findings;

	TlsModeResolver(SettingsReader reader, Setting<DeploymentEnvironment> environment,
			Map<String, String> driverProperties, Findings findings) {
		this.reader = reader;
		this.environment = environment.value();
		this.environmentDefault = Origin.environmentDefault(environment.value(), environment.origin());
		this.driverProperties = driverProperties;
		this.findings = findings;
	}

	/**
	 * What is configured, else the default.
	 * @param endpoint the endpoint
	 * @param isSpringUrl whether its URL is one that Spring Boot would use by itself
	 */
	Setting<SslMode> configured(EndpointSettings endpoint, boolean isSpringUrl) {
		Setting<SslMode> stated = new StatedTlsMode(this.reader, this.findings).mode();
		Setting<SslMode> byDefault = (stated != null) ? stated : byDefault(endpoint, isSpringUrl);
		VariableTlsMode variables = new VariableTlsMode(this.reader, this.findings);
		if (isSpringUrl) {
			variables.ignore();
		}
		else {
			byDefault = variables.apply(stated, byDefault, !this.environment.isStrict() || isPrivate(endpoint));
		}
		warnOfWeakness(stated != null || byDefault.origin().kind() == Origin.Kind.VARIABLE, byDefault, endpoint);
		return byDefault;
	}

	private Setting<SslMode> byDefault(EndpointSettings endpoint, boolean isSpringUrl) {
		if (isSpringUrl) {
			warnOfUnverified(endpoint);
			return StatedTlsMode.setting(SslMode.PREFER, Origin.derived("the default of the JDBC driver, as "
					+ endpoint.url().origin().description() + " names no sslmode"));
		}
		if (this.environment.isStrict()) {
			if (!isPrivate(endpoint)) {
				return StatedTlsMode.setting(SslMode.VERIFY_FULL, this.environmentDefault);
			}
			String reason = hasPrivateFactory(endpoint) ? "a socket factory opens them"
					: "every host is private: " + hosts(endpoint);
			this.findings.warn("Connections are encrypted only if the server offers it, and the server certificate is "
					+ "not verified, because " + reason + ". Set chanuka.db.ssl.mode to choose.");
			return StatedTlsMode.setting(SslMode.PREFER, Origin.derived(reason));
		}
		return isElsewhere(endpoint) ? StatedTlsMode.setting(SslMode.PREFER, this.environmentDefault)
				: StatedTlsMode.setting(SslMode.DISABLE,
						Origin.derived("the host " + endpoint.url().value().firstHost().host() + " is this machine"));
	}

	private void warnOfUnverified(EndpointSettings endpoint) {
		boolean container = endpoint.url().origin().kind() == Origin.Kind.CONTAINER;
		if (this.environment == DeploymentEnvironment.PRODUCTION && !container && isElsewhere(endpoint)) {
			this.findings.warn(endpoint.url().origin() + " names no sslmode, so connections are encrypted only if the "
					+ "server offers it, and the server certificate is not verified, as without this starter. Set "
					+ "chanuka.db.ssl.mode=verify-full to verify it.");
		}
	}

	private static String hosts(EndpointSettings endpoint) {
		return endpoint.url().value().hosts().stream().map(HostAndPort::host).collect(Collectors.joining(", "));
	}

	private boolean hasPrivateFactory(EndpointSettings endpoint) {
		return Hosts.hasPrivateFactory(endpoint.url().value().parameters(), this.driverProperties);
	}

	private boolean isPrivate(EndpointSettings endpoint) {
		return hasPrivateFactory(endpoint) || endpoint.url().value().hosts().stream().allMatch(Hosts::isPrivate);
	}

	private static boolean isElsewhere(EndpointSettings endpoint) {
		return endpoint.url().value().hosts().stream().anyMatch((host) -> !isHere(host));
	}

	private static boolean isHere(HostAndPort host) {
		return host.isLoopback();
	}

	private void warnOfWeakness(boolean isStated, Setting<SslMode> mode, EndpointSettings endpoint) {
		if (isStated && this.environment == DeploymentEnvironment.PRODUCTION
				&& mode.value().compareTo(SslMode.REQUIRE) < 0 && isElsewhere(endpoint)) {
			this.findings.warn(mode.origin() + " requires " + mode.value()
					+ " only, so in production passwords and data may cross the network unencrypted. Use verify-full, "
					+ "unless the network is trusted.");
		}
		InputValue inUrl = this.reader.inUrl(StatedTlsMode.KEY);
		SslMode required = (inUrl != null) ? SslMode.named(inUrl.text()) : null;
		if (required != null && mode.value().compareTo(required) < 0) {
			this.findings
				.warn(mode.origin() + " sets " + mode.value() + ", which is weaker than " + required + " of the URL.");
		}
	}

	/**
	 * Where the authorities of the JVM are named, the server is to be verified, and as
	 * certificates from those are for sale, its name too.
	 */
	Setting<SslMode> ofSystem(Setting<SslMode> mode) {
		return (mode.value() == SslMode.REQUIRE && !mustNotVerify(mode)) ? StatedTlsMode.setting(SslMode.VERIFY_FULL,
				Origin.derived("require, and the root certificate is system")) : mode;
	}

	/**
	 * A variable counts only where it has chosen the mode.
	 */
	private boolean mustNotVerify(Setting<SslMode> mode) {
		InputValue reject = this.reader.explicit(StatedTlsMode.REJECT, null);
		InputValue variable = this.reader.variable(StatedTlsMode.REJECT);
		boolean isVariables = mode.origin().kind() == Origin.Kind.VARIABLE && variable != null
				&& Boolean.FALSE.equals(variable.value());
		return isVariables || (reject != null && Boolean.FALSE.equals(reject.value()));
	}

	/**
	 * Makes the mode stronger where nothing has to be configured for it.
	 */
	Setting<SslMode> strengthened(Setting<SslMode> mode, EndpointSettings endpoint, boolean hasOwnTrust) {
		if (mode.value() != SslMode.REQUIRE || mustNotVerify(mode)) {
			warnOfPrivateAuthority(mode, endpoint, hasOwnTrust);
			return mode;
		}
		boolean production = this.environment == DeploymentEnvironment.PRODUCTION;
		if (production && authority(endpoint).kind() == CertificateAuthority.Kind.PUBLIC) {
			return StatedTlsMode.setting(SslMode.VERIFY_FULL,
					Origin.derived("require, strengthened in production"
							+ (this.environmentDefault.isGuess() ? " (guessed)" : "") + " because "
							+ endpoint.provider().provider() + " has certificates of public authorities"));
		}
		if (hasOwnTrust) {
			return StatedTlsMode.setting(SslMode.VERIFY_CA,
					Origin.derived("require, and a root certificate is given, as in libpq"));
		}
		if (production && authority(endpoint).kind() != CertificateAuthority.Kind.SELF_SIGNED) {
			this.findings.warn("The server certificate is not verified (" + mode.origin()
					+ " is require): another server on the network path could answer. " + download(endpoint)
					+ " Then set " + ROOT + " to it and chanuka.db.ssl.mode to verify-full.");
		}
		return mode;
	}

	private void warnOfPrivateAuthority(Setting<SslMode> mode, EndpointSettings endpoint, boolean hasOwnTrust) {
		if (!mode.value().isVerified() || hasOwnTrust) {
			return;
		}
		CertificateAuthority authority = authority(endpoint);
		if (authority.kind() == CertificateAuthority.Kind.SELF_SIGNED) {
			this.findings.warn("No public authority signs the certificates of " + endpoint.provider().provider()
					+ ", so " + mode.value() + " (" + mode.origin() + ") refuses them. Set " + ROOT
					+ " to the server's certificate, or chanuka.db.ssl.mode=require, with which the server is not "
					+ "verified.");
		}
		if (authority.kind() == CertificateAuthority.Kind.PRIVATE) {
			this.findings.warn("The JVM trusts no private authority, and " + endpoint.provider().provider()
					+ " uses one. " + download(endpoint) + " Then set " + ROOT + " to it.");
		}
	}

	private static CertificateAuthority authority(EndpointSettings endpoint) {
		return endpoint.provider().traits().certificateAuthority();
	}

	private static String download(EndpointSettings endpoint) {
		@Nullable String advice = authority(endpoint).advice();
		return (advice != null) ? advice : "Get the certificate of the server's authority from its operator.";
	}

}
