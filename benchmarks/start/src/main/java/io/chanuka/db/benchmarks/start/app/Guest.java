package io.chanuka.db.benchmarks.start.app;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * An entity, so that Hibernate has a table to validate.
 */
@Entity
class Guest {

	@Id
	private long id;

	private String name = "";

	protected Guest() {
	}

	long id() {
		return this.id;
	}

	String name() {
		return this.name;
	}

}
