package io.chanuka.db.safetoadd;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.chanuka.db.safetoadd.application.Observation;

/**
 * All that is known of one application after it has run.
 *
 * @param observation what it shows of itself
 * @param addresses what it has tried to connect to, as {@code host:port}
 * @param logins the logins, in their order
 * @param tables which tables it has left, by server
 */
record Evidence(Observation observation, Set<String> addresses, List<Login> logins, Map<String, String> tables) {

	/**
	 * The targets of all logins.
	 */
	Set<String> targets() {
		return this.logins.stream().map(Login::target).collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * What the starter has logged from WARN on.
	 */
	static List<String> warnings(Observation observation) {
		return observation.log()
			.stream()
			.filter((line) -> line.startsWith("WARN io.chanuka.") || line.startsWith("ERROR io.chanuka."))
			.filter((line) -> !line.contains(".safetoadd."))
			.toList();
	}

	@Override
	public String toString() {
		return String.join("\n",
				"  started    " + this.observation.started() + " " + this.observation.failure() + " ("
						+ this.observation.milliseconds() + " ms)",
				"  addresses  " + this.addresses,
				"  logins     " + this.logins.size() + " "
						+ this.logins.stream()
							.map((login) -> login.target() + " " + login.encryption())
							.distinct()
							.toList(),
				"  databases  " + this.observation.databases(), "  tables     " + this.tables,
				"  decided    " + this.observation.decided(), "  settings   " + this.observation.settings());
	}

}
