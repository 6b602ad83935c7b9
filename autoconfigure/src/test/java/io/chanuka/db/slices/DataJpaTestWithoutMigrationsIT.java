package io.chanuka.db.slices;

import io.chanuka.db.ecosystem.Item;
import io.chanuka.db.testsupport.LackingClassLoader;
import io.chanuka.db.testsupport.TestApplication;
import jakarta.persistence.EntityManager;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.test.context.SpringBootContextLoader;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code @DataJpaTest} of an application without migrations: JPA creates the tables of
 * the embedded database, as it does without the starter.
 */
@DataJpaTest(
		properties = "spring.autoconfigure.exclude=net.ttddyy.observation.boot.autoconfigure.DataSourceObservationAutoConfiguration,org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration,org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration")
@ContextConfiguration(classes = { TestApplication.class, DataJpaTestWithoutMigrationsIT.Entities.class },
		loader = DataJpaTestWithoutMigrationsIT.WithoutMigrations.class)
class DataJpaTestWithoutMigrationsIT {

	@Autowired
	private EntityManager entities;

	@Autowired
	private ObjectProvider<Flyway> flyway;

	@Test
	void jpaCreatesTheTables() {
		assertThat(this.flyway.getIfAvailable()).isNull();
		Item item = new Item("created");
		this.entities.persist(item);
		this.entities.flush();
		assertThat(item.getId()).isNotNull();
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Item.class)
	static class Entities {

	}

	/**
	 * Loads the context on a class path without migrations.
	 */
	static class WithoutMigrations extends SpringBootContextLoader {

		@Override
		protected SpringApplication getSpringApplication() {
			return new SpringApplication(new DefaultResourceLoader(LackingClassLoader.withoutMigrations()));
		}

	}

}
