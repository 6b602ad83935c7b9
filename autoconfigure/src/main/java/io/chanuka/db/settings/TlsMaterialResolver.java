package io.chanuka.db.settings;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chanuka.db.tls.InvalidTlsMaterialException;
import io.chanuka.db.tls.TlsMaterial;
import io.chanuka.db.tls.TlsMaterialCheck;
import io.chanuka.db.tls.TlsMaterialLoader;
import io.chanuka.db.tls.TlsProblem;
import io.chanuka.db.tls.TlsReferences;
import org.jspecify.annotations.Nullable;

/**
 * Has the certificates and keys loaded that are named, and judges them before a socket is
 * opened.
 */
final class TlsMaterialResolver {

	/**
	 * As in libpq: the authorities that this machine trusts, here those of the JVM.
	 */
	static final String SYSTEM = "system";

	private static final String DRIVER = "spring.datasource.hikari.data-source-properties.";

	private static final List<String> PARTS = List.of("ssl.root-certificate", "ssl.certificate", "ssl.private-key",
			"ssl.private-key-password");

	private static final Map<String, String> OTHERS = Map.of("ssl.root-certificate", DRIVER + "sslrootcert",
			"ssl.certificate", DRIVER + "sslcert", "ssl.private-key", DRIVER + "sslkey", "ssl.private-key-password",
			DRIVER + "sslpassword");

	private final TlsMaterialLoader loader;

	private final Clock clock;

	private final List<SettingsViolation> violations;

	private final Map<TlsReferences, TlsMaterial> loaded = new HashMap<>();

	TlsMaterialResolver(TlsMaterialLoader loader, Clock clock, List<SettingsViolation> violations) {
		this.loader = loader;
		this.clock = clock;
		this.violations = violations;
	}

	TlsMaterial resolve(SettingsReader reader) {
		InputValue bundle = reader.find("ssl.bundle", null);
		String other = firstPart(reader);
		if (bundle != null && other != null) {
			add(SettingsViolation.of("chanuka.db.ssl.bundle", bundle, bundle.value().toString(),
					"the bundle and " + other + " both say which certificates to use", "Keep one of the two."));
			return TlsMaterial.NONE;
		}
		String root = text(reader, "ssl.root-certificate");
		TlsReferences references = new TlsReferences(SYSTEM.equals(root) ? null : root, text(reader, "ssl.certificate"),
				text(reader, "ssl.private-key"), text(reader, "ssl.private-key-password"),
				(bundle != null) ? bundle.value().toString() : null);
		return this.loaded.computeIfAbsent(references, (key) -> load(key, reader));
	}

	/**
	 * Whether somebody chose the authorities of the JVM, which is more than choosing
	 * none.
	 */
	boolean isOfSystem(SettingsReader reader) {
		return SYSTEM.equals(text(reader, "ssl.root-certificate"));
	}

	/**
	 * The first certificate or key that is named, for a message about it.
	 */
	@Nullable String firstSet(SettingsReader reader) {
		InputValue bundle = reader.find("ssl.bundle", null);
		return (bundle != null) ? bundle.origin().toString() : firstPart(reader);
	}

	private static @Nullable String firstPart(SettingsReader reader) {
		return PARTS.stream()
			.map((part) -> reader.find(part, OTHERS.get(part)))
			.filter(Objects::nonNull)
			.map((value) -> value.origin().toString())
			.findFirst()
			.orElse(null);
	}

	/**
	 * Where all that is named was named.
	 */
	private static String origins(SettingsReader reader) {
		return Stream.concat(Stream.of("ssl.bundle"), PARTS.stream())
			.map((part) -> reader.find(part, OTHERS.get(part)))
			.filter(Objects::nonNull)
			.map((value) -> value.origin().toString())
			.distinct()
			.collect(Collectors.joining(", "));
	}

	private static @Nullable String text(SettingsReader reader, String key) {
		InputValue value = reader.find(key, OTHERS.get(key));
		return (value != null) ? value.value().toString() : null;
	}

	private TlsMaterial load(TlsReferences references, SettingsReader reader) {
		if (Stream
			.of(references.rootCertificate(), references.certificate(), references.privateKey(),
					references.privateKeyPassword(), references.bundle())
			.allMatch(Objects::isNull)) {
			return TlsMaterial.NONE;
		}
		try {
			TlsMaterial material = this.loader.load(references);
			TlsMaterialCheck.problems(material, this.clock.instant())
				.forEach((problem) -> add(violation(problem, references, reader)));
			return material.from(origins(reader));
		}
		catch (InvalidTlsMaterialException ex) {
			Stream.concat(ex.problems().stream(), TlsMaterialCheck.problems(ex.rest(), this.clock.instant()).stream())
				.forEach((problem) -> add(violation(problem, references, reader)));
			return TlsMaterial.NONE;
		}
	}

	private static SettingsViolation violation(TlsProblem problem, TlsReferences references, SettingsReader reader) {
		String part = problem.part().name().toLowerCase(Locale.ROOT).replace('_', '-');
		String key = "ssl." + ((references.bundle() != null) ? "bundle" : part);
		InputValue value = reader.find(key, OTHERS.get(key));
		if (value == null && key.equals("ssl.certificate")) {
			// It came with the key, in a store.
			key = "ssl.private-key";
			value = reader.find(key, OTHERS.get(key));
		}
		String property = SettingsReader.PREFIX + key;
		String source = (value != null) ? value.origin().description() : property;
		// Values are left out: some are keys, and the reason tells what can be told.
		return new SettingsViolation(property, source, "", problem.reason(), problem.action());
	}

	private void add(SettingsViolation violation) {
		if (!this.violations.contains(violation)) {
			this.violations.add(violation);
		}
	}

}
