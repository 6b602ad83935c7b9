package io.chanuka.db.settings.tls;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.input.Findings;
import io.chanuka.db.settings.input.SettingsReader;
import io.chanuka.db.settings.report.SettingsViolation;
import io.chanuka.db.settings.selection.DriverProperties;
import io.chanuka.db.tls.InvalidTlsMaterialException;
import io.chanuka.db.tls.TlsMaterial;
import io.chanuka.db.tls.TlsMaterialCheck;
import io.chanuka.db.tls.TlsMaterialLoader;
import io.chanuka.db.tls.TlsProblem;
import io.chanuka.db.tls.TlsReferences;
import org.jspecify.annotations.Nullable;

/**
 * Has the certificates and keys loaded that are named, and validates them before a socket
 * is opened.
 */
public final class TlsMaterialResolver {

	/**
	 * As in libpq: the authorities that this machine trusts, here those of the JVM.
	 */
	public static final String SYSTEM = TlsParts.SYSTEM;

	private static final String DRIVER = DriverProperties.PREFIX;

	private static final List<String> PARTS = List.of("ssl.root-certificate", "ssl.certificate", "ssl.private-key",
			"ssl.private-key-password");

	private static final Map<String, String> OTHERS = Map.of("ssl.root-certificate", DRIVER + "sslrootcert",
			"ssl.certificate", DRIVER + "sslcert", "ssl.private-key", DRIVER + "sslkey", "ssl.private-key-password",
			DRIVER + "sslpassword");

	private final TlsMaterialLoader loader;

	private final Clock clock;

	private final Findings findings;

	private final Map<TlsReferences, TlsMaterial> loaded = new HashMap<>();

	TlsMaterialResolver(TlsMaterialLoader loader, Clock clock, Findings findings) {
		this.loader = loader;
		this.clock = clock;
		this.findings = findings;
	}

	/**
	 * Loads what is named.
	 * @param reader reads the names
	 * @param isSpringUrl whether the URL is one that Spring Boot would use by itself, on
	 * which variables under other names have no effect
	 */
	TlsMaterial resolve(SettingsReader reader, boolean isSpringUrl) {
		TlsParts parts = TlsParts.of(reader, isSpringUrl, OTHERS);
		InputValue bundle = parts.value("ssl.bundle");
		InputValue other = parts.first(PARTS);
		if (bundle != null && other != null && !other.isForeign()) {
			this.findings.reject(SettingsViolation.of("chanuka.db.ssl.bundle", bundle, bundle.text(),
					"the bundle and " + other.origin() + " both name certificates", "Keep one of the two."));
			return TlsMaterial.NONE;
		}
		return load((bundle != null) ? parts.only("ssl.bundle") : parts);
	}

	/**
	 * Whether the authorities of the JVM are named, which is more than naming none.
	 */
	boolean isOfSystem(SettingsReader reader) {
		InputValue root = reader.find("ssl.root-certificate", OTHERS.get("ssl.root-certificate"));
		return root != null && root.text().equals(SYSTEM);
	}

	/**
	 * The first certificate or key that is named, for a message about it.
	 */
	@Nullable InputValue firstSet(SettingsReader reader) {
		TlsParts parts = TlsParts.of(reader, false, OTHERS);
		InputValue bundle = parts.value("ssl.bundle");
		return (bundle != null) ? bundle : parts.first(PARTS);
	}

	private TlsMaterial load(TlsParts parts) {
		TlsReferences references = parts.references();
		if (parts.isEmpty()) {
			return TlsMaterial.NONE;
		}
		TlsMaterial known = this.loaded.get(references);
		if (known != null) {
			return known;
		}
		List<TlsProblem> problems = new ArrayList<>();
		TlsMaterial material = load(references, problems);
		List<String> foreign = problems.stream()
			.map((problem) -> parts.keyOf(problem))
			.filter((key) -> isForeign(parts.value(key)))
			.distinct()
			.toList();
		problems.forEach((problem) -> report(problem, parts));
		if (!foreign.isEmpty()) {
			return load(parts.without(foreign));
		}
		TlsMaterial usable = problems.isEmpty() ? material.from(parts.origins()) : TlsMaterial.NONE;
		this.loaded.put(references, usable);
		return usable;
	}

	private TlsMaterial load(TlsReferences references, List<TlsProblem> problems) {
		try {
			TlsMaterial material = this.loader.load(references);
			problems.addAll(TlsMaterialCheck.problems(material, this.clock.instant()));
			return material;
		}
		catch (InvalidTlsMaterialException ex) {
			problems.addAll(ex.problems());
			problems.addAll(TlsMaterialCheck.problems(ex.rest(), this.clock.instant()));
			return TlsMaterial.NONE;
		}
	}

	/**
	 * Values are left out: some are keys, and the reason names what can be shown.
	 */
	private void report(TlsProblem problem, TlsParts parts) {
		String key = parts.keyOf(problem);
		InputValue value = parts.value(key);
		if (value != null && value.isForeign()) {
			this.findings.ignore(value, problem.reason());
			return;
		}
		String property = SettingsReader.PREFIX + key;
		String source = (value != null) ? value.origin().description() : property;
		this.findings.reject(new SettingsViolation(property, source, "", problem.reason(), problem.action()));
	}

	private static boolean isForeign(@Nullable InputValue value) {
		return value != null && value.isForeign();
	}

}
