package io.chanuka.db.autoconfigure.startup;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether Hibernate requires a connection when it starts.
 */
class MetadataAccessCustomizerTests {

	private static final String ACCESS = "hibernate.boot.allow_jdbc_metadata_access";

	@Test
	void whenNothingIsConfiguredThenMetadataAccessIsRequired() {
		Map<String, Object> properties = new HashMap<>(Map.of("hibernate.hbm2ddl.auto", "none"));
		new MetadataAccessCustomizer((name) -> false).customize(properties);
		assertThat(properties).containsEntry(ACCESS, "require");
	}

	@ParameterizedTest
	@ValueSource(strings = { ACCESS, "hibernate.temp.use_jdbc_metadata_defaults", "hibernate.dialect",
			"jakarta.persistence.database-product-name" })
	void whenTheApplicationHasDecidedThenNothingIsChanged(String name) {
		Map<String, Object> properties = new HashMap<>(Map.of(name, "anything"));
		new MetadataAccessCustomizer((property) -> false).customize(properties);
		assertThat(properties).isEqualTo(Map.of(name, "anything"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.jpa.database-platform", "spring.jpa.database" })
	void whenTheDialectIsConfiguredForSpringThenNothingIsChanged(String name) {
		Map<String, Object> properties = new HashMap<>();
		new MetadataAccessCustomizer(name::equals).customize(properties);
		assertThat(properties).isEmpty();
	}

}
