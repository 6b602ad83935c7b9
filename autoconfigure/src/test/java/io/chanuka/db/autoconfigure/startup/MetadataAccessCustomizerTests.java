package io.chanuka.db.autoconfigure.startup;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether Hibernate requires a connection when it starts.
 */
class MetadataAccessCustomizerTests {

	private static final String ACCESS = "hibernate.boot.allow_jdbc_metadata_access";

	private final Properties ofHibernate = new Properties();

	@Test
	void whenNothingIsConfiguredThenMetadataAccessIsRequired() {
		Map<String, Object> properties = new HashMap<>(Map.of("hibernate.hbm2ddl.auto", "none"));
		customizer((name) -> false).customize(properties);
		assertThat(properties).containsEntry(ACCESS, "REQUIRE");
	}

	@ParameterizedTest
	@ValueSource(strings = { ACCESS, "hibernate.temp.use_jdbc_metadata_defaults", "hibernate.dialect",
			"jakarta.persistence.database-product-name", "javax.persistence.database-product-name" })
	void whenTheApplicationHasDecidedThenNothingIsChanged(String name) {
		Map<String, Object> properties = new HashMap<>(Map.of(name, "anything"));
		customizer((property) -> false).customize(properties);
		assertThat(properties).isEqualTo(Map.of(name, "anything"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.jpa.database-platform", "spring.jpa.database" })
	void whenTheDialectIsConfiguredForSpringThenNothingIsChanged(String name) {
		Map<String, Object> properties = new HashMap<>();
		customizer(name::equals).customize(properties);
		assertThat(properties).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { ACCESS, "hibernate.dialect" })
	void whenAPropertyOfHibernateItselfIsSetThenNothingIsChanged(String name) {
		this.ofHibernate.setProperty(name, "anything");
		Map<String, Object> properties = new HashMap<>();
		customizer((property) -> false).customize(properties);
		assertThat(properties).isEmpty();
	}

	private MetadataAccessCustomizer customizer(Predicate<String> isSet) {
		return new MetadataAccessCustomizer(isSet, () -> this.ofHibernate);
	}

}
