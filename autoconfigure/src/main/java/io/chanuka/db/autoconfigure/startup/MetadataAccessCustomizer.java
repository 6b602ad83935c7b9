package io.chanuka.db.autoconfigure.startup;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;

/**
 * Lets Hibernate report why its first acquire has failed, instead of a dialect that it
 * cannot determine. An application that configures its dialect starts without a database,
 * and goes on doing so.
 */
class MetadataAccessCustomizer implements HibernatePropertiesCustomizer {

	private static final String ACCESS = "hibernate.boot.allow_jdbc_metadata_access";

	/**
	 * The name before Hibernate 6.5, which still holds.
	 */
	private static final String FORMER_ACCESS = "hibernate.temp.use_jdbc_metadata_defaults";

	private static final String DIALECT = "hibernate.dialect";

	private static final List<String> PRODUCTS = List.of("jakarta.persistence.database-product-name",
			"javax.persistence.database-product-name");

	private final Predicate<String> isSet;

	private final Supplier<Properties> ofHibernate;

	/**
	 * Create a new instance.
	 * @param isSet whether a property of the application is set
	 * @param ofHibernate the properties that Hibernate reads itself
	 */
	MetadataAccessCustomizer(Predicate<String> isSet, Supplier<Properties> ofHibernate) {
		this.isSet = isSet;
		this.ofHibernate = ofHibernate;
	}

	@Override
	public void customize(Map<String, Object> hibernateProperties) {
		Properties defaults = this.ofHibernate.get();
		boolean configured = Stream.concat(Stream.of(ACCESS, FORMER_ACCESS, DIALECT), PRODUCTS.stream())
			.anyMatch((name) -> hibernateProperties.containsKey(name) || defaults.containsKey(name))
				|| Stream.of("spring.jpa.database-platform", "spring.jpa.database").anyMatch(this.isSet);
		if (!configured) {
			hibernateProperties.put(ACCESS, "REQUIRE");
		}
	}

}
