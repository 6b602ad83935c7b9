package io.chanuka.db.autoconfigure.command.application;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * An entity whose table Hibernate creates.
 */
@Entity
class Article {

	@Id
	private Long id;

}
