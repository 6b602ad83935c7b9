package io.chanuka.db.settings.tls;

import java.util.List;

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

	private static final List<TlsModeRow<StrengthenedTlsMode>> TABLE = List.of(
			new TlsModeRow<>((of) -> of.refusesAuthority() && of.isSigned(CertificateAuthority.Kind.SELF_SIGNED),
					StrengthenedTlsMode::configured, StrengthenedTlsMode::selfSigned),
			new TlsModeRow<>((of) -> of.refusesAuthority() && of.isSigned(CertificateAuthority.Kind.PRIVATE),
					StrengthenedTlsMode::configured, StrengthenedTlsMode::privateAuthority),
			new TlsModeRow<>(StrengthenedTlsMode::isFixed, StrengthenedTlsMode::configured),
			new TlsModeRow<>((of) -> of.isProduction() && of.isSigned(CertificateAuthority.Kind.PUBLIC),
					StrengthenedTlsMode::ofPublicAuthority),
			new TlsModeRow<>(StrengthenedTlsMode::hasOwnTrust, StrengthenedTlsMode::ofRootCertificate),
			new TlsModeRow<>((of) -> of.isProduction() && !of.isSigned(CertificateAuthority.Kind.SELF_SIGNED),
					StrengthenedTlsMode::configured, StrengthenedTlsMode::unverified),
			new TlsModeRow<>((of) -> true, StrengthenedTlsMode::configured));

	Setting<SslMode> mode(Findings findings) {
		return TlsModeRow.decide(TABLE, this, findings);
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
