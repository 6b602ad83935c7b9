package io.chanuka.db.autoconfigure;

import io.chanuka.db.autoconfigure.condition.BootDataSourceDefinition;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Marks Spring Boot's DataSource as primary. A registrar and not a post-processor,
 * because the replacement of the DataSource in tests searches for a primary one before
 * post-processors of ours could run.
 */
class PrimaryDataSourceRegistrar implements ImportBeanDefinitionRegistrar {

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		if (registry.containsBeanDefinition(BootDataSourceDefinition.BEAN_NAME)) {
			registry.getBeanDefinition(BootDataSourceDefinition.BEAN_NAME).setPrimary(true);
		}
	}

}
