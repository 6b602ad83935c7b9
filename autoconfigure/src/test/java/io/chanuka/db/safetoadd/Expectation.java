package io.chanuka.db.safetoadd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.chanuka.db.safetoadd.application.Observation;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of an application, plain and with the starter.
 */
final class Expectation {

	/**
	 * With these the two cannot be compared: plain Spring Boot does not start, or the
	 * starter is configured.
	 */
	private static final Set<Difference> APART = EnumSet.of(Difference.STARTS_BY_VARIABLE,
			Difference.VARIABLE_OVER_EMBEDDED, Difference.STARTER_PROPERTIES);

	private final Set<String> targets = new TreeSet<>();

	private final Map<String, String> databases = new TreeMap<>();

	private final Map<String, String> tables = new TreeMap<>();

	private final Map<Difference, String> differences = new EnumMap<>(Difference.class);

	private final List<List<String>> warnings = new ArrayList<>();

	private final Map<String, String> decided = new TreeMap<>();

	private @Nullable Set<String> starterTargets;

	private final Map<String, String> starterDatabases = new TreeMap<>();

	private @Nullable Map<String, String> starterTables;

	private String failure = "";

	void targets(String... expected) {
		this.targets.addAll(Arrays.asList(expected));
	}

	void database(String bean, String expected) {
		this.databases.put(bean, expected);
	}

	void tables(String server, String expected) {
		this.tables.put(server, expected);
	}

	void failure(String expected) {
		this.failure = expected;
	}

	void difference(Difference difference, String message) {
		this.differences.put(difference, message);
	}

	void starterTargets(String... expected) {
		this.starterTargets = new TreeSet<>(Arrays.asList(expected));
	}

	void starterDatabase(String bean, String expected) {
		this.starterDatabases.put(bean, expected);
	}

	void starterTables(Map<String, String> expected) {
		this.starterTables = expected;
	}

	void warning(List<String> fragments) {
		this.warnings.add(fragments);
	}

	void decided(String name, String expected) {
		this.decided.put(name, expected);
	}

	Set<Difference> differences() {
		return this.differences.keySet();
	}

	/**
	 * Verifies plain Spring Boot.
	 */
	void verifyPlain(SoftAssertions softly, Evidence plain) {
		Observation seen = plain.observation();
		softly.assertThat(seen.failure()).as("plain: failure").contains(this.failure);
		softly.assertThat(seen.started()).as("plain: started").isEqualTo(this.failure.isEmpty());
		softly.assertThat(plain.targets()).as("plain: logins").isEqualTo(this.targets);
		this.databases.forEach((bean,
				expected) -> softly.assertThat(seen.databases().get(bean)).as("plain: %s", bean).startsWith(expected));
		softly.assertThat(plain.tables()).as("plain: tables").isEqualTo(this.tables);
	}

	/**
	 * Verifies the starter against plain Spring Boot.
	 * @return the differences that are there
	 */
	Set<Difference> verifyStarter(SoftAssertions softly, Evidence plain, Evidence starter) {
		boolean apart = this.differences.keySet().stream().anyMatch(APART::contains);
		Set<Difference> found = EnumSet.noneOf(Difference.class);
		found.addAll(this.differences.keySet());
		verifyStart(softly, apart, plain, starter);
		verifyTarget(softly, plain, starter);
		verifyAddresses(softly, apart ? Set.of() : plain.addresses(), starter);
		if (!apart) {
			Comparison comparison = new Comparison(plain, starter);
			softly.assertThat(comparison.unlisted(this.starterDatabases.keySet())).as("starter: differences").isEmpty();
			softly.assertThat(comparison.differences())
				.as("starter: differences")
				.allMatch(this::isExpected)
				.containsAll(this.differences.keySet().stream().filter(Difference::isOfSetting).toList());
			found.addAll(comparison.differences());
		}
		verifyMessages(softly, starter.observation(), found);
		return found;
	}

	private void verifyStart(SoftAssertions softly, boolean apart, Evidence plain, Evidence starter) {
		Observation seen = starter.observation();
		softly.assertThat(seen.started())
			.as("starter: started, %s", seen.failure())
			.isEqualTo(apart || plain.observation().started());
		if (!seen.started() && this.differences.isEmpty()) {
			softly.assertThat(seen.failure()).as("starter: failure").isEqualTo(plain.observation().failure());
		}
	}

	private void verifyTarget(SoftAssertions softly, Evidence plain, Evidence starter) {
		softly.assertThat(starter.targets())
			.as("starter: logins")
			.isEqualTo((this.starterTargets != null) ? this.starterTargets : plain.targets());
		softly.assertThat(starter.tables())
			.as("starter: tables")
			.isEqualTo((this.starterTables != null) ? this.starterTables : plain.tables());
		this.starterDatabases.forEach((bean, expected) -> softly.assertThat(starter.observation().databases().get(bean))
			.as("starter: %s", bean)
			.startsWith(expected));
	}

	/**
	 * It does not even try to connect elsewhere.
	 */
	private void verifyAddresses(SoftAssertions softly, Set<String> plain, Evidence starter) {
		Set<String> expected = new TreeSet<>(plain);
		if (this.starterTargets != null) {
			this.starterTargets.forEach((target) -> expected.add(target.substring(0, target.indexOf('/'))));
		}
		// Without a target the certificate is refused.
		if (this.starterTargets == null || !this.starterTargets.isEmpty()) {
			softly.assertThat(starter.addresses()).as("starter: addresses").isSubsetOf(expected);
		}
	}

	private boolean isExpected(Difference difference) {
		return difference.isGeneral() || this.differences.containsKey(difference);
	}

	private void verifyMessages(SoftAssertions softly, Observation seen, Set<Difference> found) {
		String log = String.join("\n", seen.log());
		found.forEach((difference) -> softly.assertThat(log).as("log: %s", difference).contains(difference.message()));
		this.differences
			.forEach((difference, message) -> softly.assertThat(log).as("log: %s", difference).contains(message));
		for (List<String> fragments : this.warnings) {
			softly.assertThat(Evidence.warnings(seen))
				.as("warnings with %s", fragments)
				.anyMatch((line) -> fragments.stream().allMatch(line::contains));
		}
		softly.assertThat(log).as("log: secrets").doesNotContain(":secret@", "password=secret", ":pw@");
		Map<String, String> all = new TreeMap<>(seen.settings());
		all.putAll(seen.decided());
		this.decided
			.forEach((name, expected) -> softly.assertThat(all.get(name)).as("starter: %s", name).isEqualTo(expected));
	}

}
