package io.chanuka.db.ecosystem;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;

/**
 * Row of the table that the test migration makes, for JPA and for Spring Data JDBC.
 */
@Entity
@org.springframework.data.relational.core.mapping.Table("item")
public class Item {

	@jakarta.persistence.Id
	@org.springframework.data.annotation.Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	private String name;

	protected Item() {
	}

	public Item(String name) {
		this.name = name;
	}

	public Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

}
