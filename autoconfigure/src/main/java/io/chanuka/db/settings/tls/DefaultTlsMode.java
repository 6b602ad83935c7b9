package io.chanuka.db.settings.tls;

import java.util.Map;

import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.Findings;
import io.chanuka.db.settings.input.Hosts;
import io.chanuka.db.tls.SslMode;

/**
 * The mode of an endpoint for which none is configured.
 *
 * @param endpoint the endpoint
 * @param isSpringUrl whether its URL is one that Spring Boot would use by itself
 * @param environment where the application runs
 * @param environmentDefault the origin of what the environment decides
 * @param driverProperties the properties of the driver
 */
record DefaultTlsMode(EndpointSettings endpoint, boolean isSpringUrl, DeploymentEnvironment environment,
		Origin environmentDefault, Map<String, String> driverProperties) {

	Setting<SslMode> mode(Findings findings) {
		if (isUnverifiedInProduction()) {
			findings.warn(unverified());
			return ofDriver();
		}
		if (this.isSpringUrl) {
			return ofDriver();
		}
		if (isStrict() && !isPrivate()) {
			return ofEnvironment(SslMode.VERIFY_FULL);
		}
		if (isStrict()) {
			findings.warn(optional());
			return ofPrivate();
		}
		return this.endpoint.isLoopback() ? ofThisMachine() : ofEnvironment(SslMode.PREFER);
	}

	private boolean isStrict() {
		return this.environment.isStrict();
	}

	boolean isPrivate() {
		return hasPrivateFactory() || this.endpoint.hosts().stream().allMatch(Hosts::isPrivate);
	}

	private boolean hasPrivateFactory() {
		return Hosts.hasPrivateFactory(this.endpoint.parameters(), this.driverProperties);
	}

	private boolean isUnverifiedInProduction() {
		boolean container = this.endpoint.url().origin().kind() == Origin.Kind.CONTAINER;
		return this.isSpringUrl && this.environment == DeploymentEnvironment.PRODUCTION && !container
				&& !this.endpoint.isLoopback();
	}

	private Setting<SslMode> ofDriver() {
		return StatedTlsMode.setting(SslMode.PREFER, Origin.derived("the default of the JDBC driver, as "
				+ this.endpoint.url().origin().description() + " names no sslmode"));
	}

	private String unverified() {
		return this.endpoint.url().origin() + " names no sslmode, so connections are encrypted only if the "
				+ "server offers it, and the server certificate is not verified, as without this starter. Set "
				+ "chanuka.db.ssl.mode=verify-full to verify it.";
	}

	private Setting<SslMode> ofEnvironment(SslMode mode) {
		return StatedTlsMode.setting(mode, this.environmentDefault);
	}

	private Setting<SslMode> ofPrivate() {
		return StatedTlsMode.setting(SslMode.PREFER, Origin.derived(privacy()));
	}

	private String privacy() {
		return hasPrivateFactory() ? "a socket factory opens them"
				: "every host is private: " + this.endpoint.hostNames();
	}

	private String optional() {
		return "Connections are encrypted only if the server offers it, and the server certificate is "
				+ "not verified, because " + privacy() + ". Set chanuka.db.ssl.mode to choose.";
	}

	private Setting<SslMode> ofThisMachine() {
		return StatedTlsMode.setting(SslMode.DISABLE,
				Origin.derived("the host " + this.endpoint.host() + " is this machine"));
	}

}
