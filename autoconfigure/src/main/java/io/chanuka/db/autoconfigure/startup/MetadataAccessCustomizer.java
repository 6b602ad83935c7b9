package io.chanuka.db.autoconfigure.startup;

import java.util.Map;
import java.util.function.Predicate;
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

	private static final String PRODUCT = "jakarta.persistence.database-product-name";

	private final Predicate<String> isSet;

	MetadataAccessCustomizer(Predicate<String> isSet) {
		this.isSet = isSet;
	}

	@Override
	public void customize(Map<String, Object> hibernateProperties) {
		boolean configured = Stream.of(ACCESS, FORMER_ACCESS, DIALECT, PRODUCT)
			.anyMatch(hibernateProperties::containsKey)
				|| Stream.of("spring.jpa.database-platform", "spring.jpa.database").anyMatch(this.isSet);
		if (!configured) {
			hibernateProperties.put(ACCESS, "require");
		}
	}

}
