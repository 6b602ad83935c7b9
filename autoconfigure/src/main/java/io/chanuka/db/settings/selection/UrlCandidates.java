package io.chanuka.db.settings.selection;

import java.util.Map;

import io.chanuka.db.settings.InputValue;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may name the database, its user or its password, each value from the
 * strongest property source that sets it.
 *
 * @param values the values by the names of their properties or variables
 * @param isTest whether the application runs in a test
 * @param isEmbeddedAvailable whether Spring Boot would use an embedded database without a
 * URL
 * @param isEnabledExplicitly whether {@code chanuka.db.enabled} is set to true
 * @param hasConnectionDetails whether a service connection, Compose or the application's
 * own connection details name the database
 */
public record UrlCandidates(Map<String, InputValue> values, boolean isTest, boolean isEmbeddedAvailable,
		boolean isEnabledExplicitly, boolean hasConnectionDetails) {

	public UrlCandidates {
		values = Map.copyOf(values);
	}

	/**
	 * The first of the named values that is set.
	 * @param names properties or variables
	 * @return the value, or {@code null} if none is set
	 */
	@Nullable InputValue first(String... names) {
		for (String name : names) {
			InputValue value = this.values.get(name);
			if (value != null) {
				return value;
			}
		}
		return null;
	}

	/**
	 * The one of the named values whose property source is the strongest; within one
	 * source the first.
	 * @param names properties or variables
	 * @return the value, or {@code null} if none is set
	 */
	@Nullable InputValue strongest(String... names) {
		InputValue strongest = null;
		for (String name : names) {
			InputValue value = this.values.get(name);
			strongest = (value != null && (strongest == null || value.rank() < strongest.rank())) ? value : strongest;
		}
		return strongest;
	}

	/**
	 * Spring's URL as HikariCP gets it: a property of HikariCP is bound last.
	 */
	@Nullable InputValue springUrl() {
		return first(UrlNames.HIKARI_URL, UrlNames.SPRING_URL);
	}

}
