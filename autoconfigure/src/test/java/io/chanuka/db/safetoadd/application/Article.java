package io.chanuka.db.safetoadd.application;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/**
 * The entity of an application with JPA.
 */
@Entity
public class Article {

	@Id
	@GeneratedValue
	private Long id;

	private String title;

	Long getId() {
		return this.id;
	}

	String getTitle() {
		return this.title;
	}

}
