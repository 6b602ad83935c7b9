package io.chanuka.db.autoconfigure.health;

import java.util.LinkedHashMap;
import java.util.Map;

import javax.sql.DataSource;

import io.chanuka.db.autoconfigure.condition.BootDataSourceDefinition;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthIndicatorProperties;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Health of the DataSources that the user has beside ours, as Spring Boot shows it.
 */
final class AdditionalDataSourceHealth {

	private final ConfigurableListableBeanFactory beanFactory;

	private final DataSourceHealthIndicatorProperties properties;

	AdditionalDataSourceHealth(ConfigurableListableBeanFactory beanFactory,
			DataSourceHealthIndicatorProperties properties) {
		this.beanFactory = beanFactory;
		this.properties = properties;
	}

	Map<String, HealthContributor> contributors() {
		Map<String, HealthContributor> contributors = new LinkedHashMap<>();
		SimpleAutowireCandidateResolver.resolveAutowireCandidates(this.beanFactory, DataSource.class, false, true)
			.forEach((name, dataSource) -> {
				if (!name.equals(BootDataSourceDefinition.BEAN_NAME) && !name.equals("migrationDataSource")) {
					add(contributors, name, dataSource);
				}
			});
		return contributors;
	}

	private void add(Map<String, HealthContributor> contributors, String name, DataSource dataSource) {
		if (!(dataSource instanceof AbstractRoutingDataSource routing)) {
			contributors.put(name, new DataSourceHealthIndicator(dataSource));
		}
		else if (!this.properties.isIgnoreRoutingDataSources()) {
			Map<String, HealthContributor> targets = new LinkedHashMap<>();
			routing.getResolvedDataSources()
				.forEach((key, target) -> targets.put(String.valueOf(key), new DataSourceHealthIndicator(target)));
			contributors.put(name, CompositeHealthContributor.fromMap(targets));
		}
	}

}
