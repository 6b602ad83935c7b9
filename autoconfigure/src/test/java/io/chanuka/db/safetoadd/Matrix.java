package io.chanuka.db.safetoadd;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All rows, those with the same dependencies together.
 */
final class Matrix {

	private Matrix() {
	}

	static List<Row> rows() {
		return Stream.of(SpringUrlRows.places(), SpringUrlRows.forms(), DriverRows.encryption(), DriverRows.pools(),
				BeanRows.beans(), BeanRows.postProcessors(), BeanRows.otherVendors(), VariableRows.beside(),
				VariableRows.configured(), VariableUrlRows.alone(), VariableUrlRows.siblings(),
				PlatformRows.withSpringUrl(), PlatformRows.withoutUrl(), CloudRows.cloudSql(), CloudRows.kubernetes(),
				TestRows.embedded(), TestRows.postgres(), TestRows.containers(), SchemaRows.flyway(),
				SchemaRows.postProcessors(), SchemaRows.withoutMigrations(), SchemaRows.liquibase(), SchemaRows.jpa())
			.flatMap(List::stream)
			.sorted(Comparator.comparing(Row::variant))
			.toList();
	}

}
