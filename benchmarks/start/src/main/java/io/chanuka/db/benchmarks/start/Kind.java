package io.chanuka.db.benchmarks.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured: how distant the database is, what is to be migrated, and whether the
 * application has JPA.
 *
 * @param fresh whether all migrations are to be applied
 * @param jpa how the application uses JPA
 * @param roundTrip how long a round trip takes
 */
record Kind(boolean fresh, Jpa jpa, Duration roundTrip) {

	/**
	 * Longer than an application needs for what it sends without waiting, so that the
	 * count of round trips is exact.
	 */
	static final Duration COUNTED = Duration.ofMillis(200);

	static List<Kind> all() {
		List<Kind> kinds = new ArrayList<>();
		for (Jpa jpa : Jpa.values()) {
			for (boolean fresh : new boolean[] { false, true }) {
				for (int millis : new int[] { 0, 50 }) {
					kinds.add(new Kind(fresh, jpa, Duration.ofMillis(millis)));
				}
			}
		}
		return kinds;
	}

	Kind counted() {
		return new Kind(this.fresh, this.jpa, COUNTED);
	}

	Kind near() {
		return new Kind(this.fresh, this.jpa, Duration.ZERO);
	}

	String work() {
		return (this.fresh ? Migrations.COUNT + " fresh migrations" : "nothing to do") + this.jpa.suffix;
	}

	@Override
	public String toString() {
		return work() + ", " + this.roundTrip.toMillis() + " ms";
	}

	/**
	 * How the application uses JPA.
	 */
	enum Jpa {

		NONE("", List.of()),

		VALIDATE(", JPA", List.of("--spring.jpa.open-in-view=false", "--spring.jpa.hibernate.ddl-auto=validate")),

		WITHOUT_METADATA(", JPA without metadata",
				List.of("--spring.jpa.open-in-view=false", "--spring.jpa.hibernate.ddl-auto=none",
						"--spring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access=false",
						"--spring.jpa.database-platform=org.hibernate.dialect.PostgreSQLDialect"));

		private final String suffix;

		private final List<String> arguments;

		Jpa(String suffix, List<String> arguments) {
			this.suffix = suffix;
			this.arguments = arguments;
		}

		List<String> arguments() {
			return this.arguments;
		}

	}

}
