package io.chanuka.db.settings.tls;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.TlsSettings;
import io.chanuka.db.settings.input.Findings;
import io.chanuka.db.settings.input.SettingsInput;
import io.chanuka.db.settings.input.SettingsReader;
import io.chanuka.db.settings.selection.DriverProperties;
import io.chanuka.db.tls.CertificateExpiry;
import io.chanuka.db.tls.SslMode;
import io.chanuka.db.tls.TlsMaterial;
import io.chanuka.db.tls.TlsMaterialLoader;
import io.chanuka.db.url.TranslatedParameters;
import org.jspecify.annotations.Nullable;

/**
 * Decides how an endpoint is encrypted: what is configured is the least that holds, and
 * where nothing is configured the environment decides.
 */
public final class TlsResolver {

	private static final String DRIVERS_FACTORY = "org.postgresql.ssl.LibPQFactory";

	private final SettingsInput input;

	private final Setting<DeploymentEnvironment> environment;

	private final TlsMaterialResolver materials;

	private final Clock clock;

	private final Findings findings;

	public TlsResolver(SettingsInput input, Setting<DeploymentEnvironment> environment, TlsMaterialLoader loader,
			Clock clock, Findings findings) {
		this.input = input;
		this.environment = environment;
		this.materials = new TlsMaterialResolver(loader, clock, findings);
		this.clock = clock;
		this.findings = findings;
	}

	/**
	 * Decides.
	 * @param endpoint what is connected to
	 * @param parameters the parameters of its URL
	 * @param isSpringUrl whether its URL is one that Spring Boot would use by itself
	 * @return the settings; usable only if no violation was found
	 */
	public TlsSettings resolve(EndpointSettings endpoint, TranslatedParameters parameters, boolean isSpringUrl) {
		Map<String, String> properties = new DriverProperties(this.input.values()).all();
		SettingsReader reader = new SettingsReader(this.input, TlsFromUrl.of(parameters, isSpringUrl), this.findings);
		TlsModeResolver modes = new TlsModeResolver(reader, this.environment, properties, this.findings);
		Setting<SslMode> mode = modes.configured(endpoint, isSpringUrl);
		String factory = factory(parameters, properties, isSpringUrl);
		if (factory != null) {
			return new TlsSettings(mode, TlsMaterial.NONE, null, factory);
		}
		if (isSpringUrl && isDriversOwn(parameters, properties)) {
			return new TlsSettings(mode, TlsMaterial.NONE, null, DRIVERS_FACTORY);
		}
		TlsMaterial material = material(reader, mode, isSpringUrl);
		warnOfExpiry(material);
		InputValue bundle = (material != TlsMaterial.NONE) ? reader.find("ssl.bundle", null) : null;
		Setting<SslMode> required = this.materials.isOfSystem(reader) ? modes.ofSystem(mode) : mode;
		Setting<SslMode> decided = modes.strengthened(required, endpoint, material.hasOwnTrust());
		warnOfUnusedRoot(decided, material, endpoint);
		return new TlsSettings(decided, material, (bundle != null) ? bundle.text() : null, null);
	}

	private static @Nullable String factory(TranslatedParameters parameters, Map<String, String> properties,
			boolean isSpringUrl) {
		String chosen = properties.get("sslfactory");
		return (chosen != null) ? chosen : TlsFromUrl.foreignFactory(parameters, isSpringUrl);
	}

	/**
	 * Whether the driver finds certificates and keys by itself, for an application that
	 * has nothing configured below {@code chanuka.db.ssl}: it trusts and presents what it
	 * does without this starter.
	 * @see <a href="https://jdbc.postgresql.org/documentation/ssl/">pgjdbc, Configuring
	 * the Client</a>
	 */
	private boolean isDriversOwn(TranslatedParameters parameters, Map<String, String> properties) {
		Map<String, String> all = new HashMap<>(properties);
		all.putAll(parameters.driver());
		boolean named = Stream
			.of("sslrootcert", "sslcert", "sslkey", "sslpassword", "sslpasswordcallback", "sslhostnameverifier")
			.anyMatch(all::containsKey);
		return !this.input.configuresTls() && (named || this.input.deployment().hasDriverTlsFiles());
	}

	private TlsMaterial material(SettingsReader reader, Setting<SslMode> mode, boolean isSpringUrl) {
		if (mode.value() != SslMode.DISABLE) {
			return this.materials.resolve(reader, isSpringUrl);
		}
		InputValue ignored = this.materials.firstSet(reader);
		if (ignored != null) {
			this.findings.ignore(ignored, "encryption is off by " + mode.origin());
		}
		return TlsMaterial.NONE;
	}

	/**
	 * A mode that was stated is meant; a container of a test does not have the
	 * certificates of the configured server.
	 */
	private void warnOfUnusedRoot(Setting<SslMode> mode, TlsMaterial material, EndpointSettings endpoint) {
		Origin.Kind kind = mode.origin().kind();
		boolean isStated = mode.origin().isExplicit() && kind != Origin.Kind.DERIVED;
		if (material.hasOwnTrust() && !mode.value().isVerified() && !isStated
				&& endpoint.url().origin().kind() != Origin.Kind.CONTAINER) {
			this.findings.warn("The server certificate of " + endpoint.hostNames() + " is not verified, although "
					+ material + " is configured: the mode is " + mode.value() + " (" + mode.origin()
					+ "). Set chanuka.db.ssl.mode=verify-full.");
		}
	}

	private void warnOfExpiry(TlsMaterial material) {
		CertificateExpiry expiry = CertificateExpiry.of(material);
		long days = (expiry != null) ? expiry.daysLeft(this.clock.instant()) : Long.MAX_VALUE;
		if (expiry != null && days < CertificateExpiry.WARNING_DAYS && days >= 0) {
			this.findings.warn("The certificate of " + expiry.subject() + " (" + material + ") expires at "
					+ expiry.notAfter() + ", days until then: " + days + ". Replace it before.");
		}
	}

}
