package io.chanuka.db.settings.tls;

import java.util.Map;

import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.Findings;
import io.chanuka.db.settings.input.SettingsReader;
import io.chanuka.db.tls.SslMode;

/**
 * Decides how much of an endpoint's encryption is required: what is configured, else the
 * default, made stronger where that costs nothing.
 */
final class TlsModeResolver {

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
		DefaultTlsMode defaults = new DefaultTlsMode(endpoint, isSpringUrl, this.environment, this.environmentDefault,
				this.driverProperties);
		Setting<SslMode> byDefault = (stated != null) ? stated : defaults.mode(this.findings);
		VariableTlsMode variables = new VariableTlsMode(this.reader, this.findings);
		if (isSpringUrl) {
			variables.ignore();
		}
		else {
			byDefault = variables.apply(stated, byDefault, !this.environment.isStrict() || defaults.isPrivate());
		}
		warnOfWeakness(stated != null || byDefault.origin().kind() == Origin.Kind.VARIABLE, byDefault, endpoint);
		return byDefault;
	}

	private void warnOfWeakness(boolean isStated, Setting<SslMode> mode, EndpointSettings endpoint) {
		if (isStated && this.environment == DeploymentEnvironment.PRODUCTION
				&& mode.value().compareTo(SslMode.REQUIRE) < 0 && !endpoint.isLoopback()) {
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
		boolean isFixed = mode.value() != SslMode.REQUIRE || mustNotVerify(mode);
		return new StrengthenedTlsMode(mode, endpoint, isFixed, hasOwnTrust,
				this.environment == DeploymentEnvironment.PRODUCTION, this.environmentDefault)
			.mode(this.findings);
	}

}
