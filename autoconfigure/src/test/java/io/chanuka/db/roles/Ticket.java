package io.chanuka.db.roles;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/**
 * Its id comes from a sequence of Hibernate.
 */
@Entity
public class Ticket {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	private String name;

	protected Ticket() {
	}

	Ticket(String name) {
		this.name = name;
	}

}
