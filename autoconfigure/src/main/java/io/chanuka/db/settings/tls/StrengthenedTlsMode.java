package io.chanuka.db.settings.tls;

import io.chanuka.db.provider.CertificateAuthority;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.input.Findings;
import io.chanuka.db.tls.SslMode;
import org.jspecify.annotations.Nullable;

/**
 * The mode of an endpoint, made stronger where nothing has to be configured for it.
 *
 * @param configured the mode until now
 * @param endpoint the endpoint
 * @param isFixed whether the mode is another one than require, or must not verify
 * @param hasOwnTrust whether a root certificate is given
 * @param isProduction whether the application runs in production
 * @param environmentDefault the origin of what the environment decides
 */
record StrengthenedTlsMode(Setting<SslMode> configured, EndpointSettings endpoint, boolean isFixed, boolean hasOwnTrust,
		boolean isProduction, Origin environmentDefault) {

	private static final String ROOT = "chanuka.db.ssl.root-certificate";

	Setting<SslMode> mode(Findings findings) {
		if (refusesAuthority() && isSigned(CertificateAuthority.Kind.SELF_SIGNED)) {
			findings.warn(selfSigned());
			return this.configured;
		}
		if (refusesAuthority() && isSigned(CertificateAuthority.Kind.PRIVATE)) {
			findings.warn(privateAuthority());
			return this.configured;
		}
		return this.isFixed ? this.configured : strengthened(findings);
	}

	private Setting<SslMode> strengthened(Findings findings) {
		if (this.isProduction && isSigned(CertificateAuthority.Kind.PUBLIC)) {
			return ofPublicAuthority();
		}
		if (this.hasOwnTrust) {
			return ofRootCertificate();
		}
		if (this.isProduction && !isSigned(CertificateAuthority.Kind.SELF_SIGNED)) {
			findings.warn(unverified());
		}
		return this.configured;
	}

	private boolean refusesAuthority() {
		return this.isFixed && this.configured.value().isVerified() && !this.hasOwnTrust;
	}

	private boolean isSigned(CertificateAuthority.Kind kind) {
		return this.endpoint.certificateAuthority().kind() == kind;
	}

	private String selfSigned() {
		return "No public authority signs the certificates of " + this.endpoint.provider().provider() + ", so "
				+ this.configured.value() + " (" + this.configured.origin() + ") refuses them. Set " + ROOT
				+ " to the server's certificate, or chanuka.db.ssl.mode=require, with which the server is not "
				+ "verified.";
	}

	private String privateAuthority() {
		return "The JVM trusts no private authority, and " + this.endpoint.provider().provider() + " uses one. "
				+ download() + " Then set " + ROOT + " to it.";
	}

	private Setting<SslMode> ofPublicAuthority() {
		return StatedTlsMode.setting(SslMode.VERIFY_FULL,
				Origin.derived("require, strengthened in production"
						+ (this.environmentDefault.isGuess() ? " (guessed)" : "") + " because "
						+ this.endpoint.provider().provider() + " has certificates of public authorities"));
	}

	private Setting<SslMode> ofRootCertificate() {
		return StatedTlsMode.setting(SslMode.VERIFY_CA,
				Origin.derived("require, and a root certificate is given, as in libpq"));
	}

	private String unverified() {
		return "The server certificate is not verified (" + this.configured.origin()
				+ " is require): another server on the network path could answer. " + download() + " Then set " + ROOT
				+ " to it and chanuka.db.ssl.mode to verify-full.";
	}

	private String download() {
		@Nullable String advice = this.endpoint.certificateAuthority().advice();
		return (advice != null) ? advice : "Get the certificate of the server's authority from its operator.";
	}

}
