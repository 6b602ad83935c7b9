package io.chanuka.db.autoconfigure.diagnostics.migration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HistoryRows}.
 */
class HistoryRowsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "spring.flyway.baseline-version=1 | flyway_schema_history",
					"spring.flyway.default-schema=shop  | shop.flyway_schema_history",
					"spring.flyway.defaultSchema=shop   | shop.flyway_schema_history",
					"spring.flyway.schemas=shop,other   | shop.flyway_schema_history",
					"spring.flyway.schemas[0]=shop      | shop.flyway_schema_history",
					"spring.flyway.table=History        | '\"History\"'" })
	void findsTheTableThatIsConfigured(String property, String name) {
		MockEnvironment environment = new MockEnvironment();
		int equals = property.indexOf('=');
		environment.setProperty(property.substring(0, equals), property.substring(equals + 1));
		assertThat(HistoryRows.of(environment).name()).isEqualTo(name);
	}

}
