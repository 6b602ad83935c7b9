package io.chanuka.db.settings;

import java.time.Clock;
import java.util.List;

import io.chanuka.db.tls.CertificateExpiry;
import io.chanuka.db.tls.SslMode;
import io.chanuka.db.tls.TlsMaterial;
import io.chanuka.db.tls.TlsMaterialLoader;
import io.chanuka.db.url.TranslatedParameters;
import org.jspecify.annotations.Nullable;

/**
 * Decides how an endpoint is encrypted: what was said is the least that holds, and where
 * nothing was said the environment decides.
 */
final class TlsResolver {

	private final SettingsInput input;

	private final DeploymentEnvironment environment;

	private final TlsMaterialResolver materials;

	private final Clock clock;

	private final List<SettingsViolation> violations;

	private final List<String> warnings;

	TlsResolver(SettingsInput input, DeploymentEnvironment environment, TlsMaterialLoader loader, Clock clock,
			List<SettingsViolation> violations, List<String> warnings) {
		this.input = input;
		this.environment = environment;
		this.materials = new TlsMaterialResolver(loader, clock, violations);
		this.clock = clock;
		this.violations = violations;
		this.warnings = warnings;
	}

	/**
	 * Decides.
	 * @param endpoint what is connected to
	 * @param parameters what its URL says
	 * @return the settings; usable only if no violation was added
	 */
	TlsSettings resolve(EndpointSettings endpoint, TranslatedParameters parameters) {
		SettingsReader reader = new SettingsReader(this.input, TlsFromUrl.of(parameters), this.violations);
		TlsModeResolver modes = new TlsModeResolver(reader, this.environment, this.violations, this.warnings);
		Setting<SslMode> said = modes.said(endpoint);
		String factory = factory(parameters);
		if (factory != null) {
			return new TlsSettings(said, TlsMaterial.NONE, null, factory);
		}
		TlsMaterial material = material(reader, said);
		warnOfExpiry(material);
		InputValue bundle = (material != TlsMaterial.NONE) ? reader.find("ssl.bundle", null) : null;
		Setting<SslMode> demanded = this.materials.isOfSystem(reader) ? modes.ofSystem(said) : said;
		return new TlsSettings(modes.raised(demanded, endpoint, material.hasOwnTrust()), material,
				(bundle != null) ? bundle.value().toString() : null, null);
	}

	private @Nullable String factory(TranslatedParameters parameters) {
		InputValue chosen = this.input.first("spring.datasource.hikari.data-source-properties.sslfactory");
		return (chosen != null) ? chosen.value().toString() : TlsFromUrl.foreignFactory(parameters);
	}

	private TlsMaterial material(SettingsReader reader, Setting<SslMode> said) {
		if (said.value() != SslMode.DISABLE) {
			return this.materials.resolve(reader);
		}
		String passedOver = this.materials.firstSet(reader);
		if (passedOver != null) {
			warn(passedOver + " has no effect, because encryption is off (" + said.origin() + ").");
		}
		return TlsMaterial.NONE;
	}

	private void warnOfExpiry(TlsMaterial material) {
		CertificateExpiry expiry = CertificateExpiry.of(material);
		long days = (expiry != null) ? expiry.daysLeft(this.clock.instant()) : Long.MAX_VALUE;
		if (expiry != null && days < CertificateExpiry.WARNING_DAYS && days >= 0) {
			warn("The certificate of " + expiry.subject() + " (" + material + ") expires at " + expiry.notAfter()
					+ ", days until then: " + days + ". Replace it before.");
		}
	}

	private void warn(@Nullable String warning) {
		if (warning != null && !this.warnings.contains(warning)) {
			this.warnings.add(warning);
		}
	}

}
