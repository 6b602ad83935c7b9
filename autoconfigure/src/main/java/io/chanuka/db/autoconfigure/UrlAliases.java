package io.chanuka.db.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Variables that hold URLs or parts of one, in their order: a switch to Neon, the URL,
 * the parts. For migrations: the explicit one, then the direct sibling that a provider
 * sets beside its URL.
 */
final class UrlAliases {

	static final String URL = "chanuka.db.url";

	static final String MIGRATION_URL = "chanuka.db.migration.url";

	/**
	 * Neon and Vercel, Vercel, Railway, Supabase's and Prisma's habit.
	 */
	static final List<String> DIRECT_SIBLINGS = List.of("DATABASE_URL_UNPOOLED", "POSTGRES_URL_NON_POOLING",
			"DATABASE_UNPOOLED_URL", "DIRECT_URL");

	static final Map<String, String> PARTS = parts();

	private final Function<String, @Nullable String> lookup;

	private final Map<String, String> variables = new LinkedHashMap<>();

	private final List<String> warnings = new ArrayList<>();

	UrlAliases(Function<String, @Nullable String> lookup) {
		this.lookup = lookup;
		String runtime = runtimeVariable();
		if (runtime != null) {
			this.variables.put(URL, runtime);
			warnOfParts(runtime);
		}
		else if (isSet("POSTGRES_HOST")) {
			PARTS.forEach((variable, property) -> add(property, variable));
		}
		addMigration(runtime);
	}

	private static Map<String, String> parts() {
		Map<String, String> parts = new LinkedHashMap<>();
		parts.put("POSTGRES_HOST", "chanuka.db.host");
		parts.put("POSTGRES_PORT", "chanuka.db.port");
		parts.put("POSTGRES_DB", "chanuka.db.name");
		parts.put("POSTGRES_USER", "chanuka.db.username");
		parts.put("POSTGRES_PASSWORD", "chanuka.db.password");
		return parts;
	}

	/**
	 * Which variable counts for which property.
	 */
	Map<String, String> variables() {
		return this.variables;
	}

	List<String> warnings() {
		return this.warnings;
	}

	/**
	 * Whether somebody asks for Neon.
	 */
	static boolean isNeonChosen(Function<String, @Nullable String> lookup) {
		return Stream.of("DATABASE_PROVIDER", "DATABASE_DRIVER")
			.anyMatch((variable) -> "neon".equalsIgnoreCase(lookup.apply(variable)))
				|| Boolean.parseBoolean(lookup.apply("NEON_DATABASE"));
	}

	private @Nullable String runtimeVariable() {
		if (isSet("NEON_DATABASE_URL") && isNeonChosen(this.lookup)) {
			if (isSet("DATABASE_URL")) {
				this.warnings.add("DATABASE_URL is passed over: the switch to Neon chooses NEON_DATABASE_URL.");
			}
			return "NEON_DATABASE_URL";
		}
		if (isSet("NEON_DATABASE_URL")) {
			this.warnings.add("NEON_DATABASE_URL is passed over: DATABASE_PROVIDER=neon would choose it.");
		}
		// Prisma Postgres sets both, and there the plain one is the direct endpoint.
		if (isSet("DATABASE_URL_POOLED") && isSet("DATABASE_URL")) {
			return "DATABASE_URL_POOLED";
		}
		return isSet("DATABASE_URL") ? "DATABASE_URL" : null;
	}

	private void addMigration(@Nullable String runtime) {
		if (isSet("MIGRATION_DATABASE_URL")) {
			this.variables.put(MIGRATION_URL, "MIGRATION_DATABASE_URL");
		}
		else if ("DATABASE_URL_POOLED".equals(runtime)) {
			this.variables.put(MIGRATION_URL, "DATABASE_URL");
		}
		else if ("DATABASE_URL".equals(runtime)) {
			// A sibling belongs to the URL that it is set beside, and to no other.
			DIRECT_SIBLINGS.stream()
				.filter(this::isSet)
				.findFirst()
				.ifPresent((variable) -> this.variables.put(MIGRATION_URL, variable));
		}
	}

	private void warnOfParts(String runtime) {
		if (isSet("POSTGRES_HOST")) {
			this.warnings.add("POSTGRES_HOST and its kin are passed over: " + runtime + " is set.");
		}
	}

	private void add(String property, String variable) {
		if (String.valueOf(this.lookup.apply(variable)).startsWith("tcp://")) {
			// What Kubernetes injects for a Service of this name.
			this.warnings.add(variable + " is passed over: it is the address of a Kubernetes Service, not a port.");
		}
		else if (isSet(variable)) {
			this.variables.put(property, variable);
		}
	}

	/**
	 * The properties that variables of this kind can set.
	 */
	static Set<String> properties() {
		Set<String> properties = new TreeSet<>(PARTS.values());
		properties.addAll(List.of(URL, MIGRATION_URL));
		return properties;
	}

	private boolean isSet(String variable) {
		return StringUtils.hasText(this.lookup.apply(variable));
	}

}
