package io.chanuka.db.autoconfigure.diagnostics;

import java.net.ConnectException;
import java.sql.SQLException;
import java.util.Map;

import javax.sql.DataSource;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Role;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.TestSettings;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailureSearch}.
 */
class FailureSearchTests {

	private final SQLException refused = new SQLException("refused", "08001", new ConnectException("refused"));

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	FailureSearchTests() {
		this.beanFactory.registerBeanDefinition("settings", new RootBeanDefinition(DatabaseSettings.class));
		this.beanFactory.registerBeanDefinition("dataSource", new RootBeanDefinition(DataSource.class));
	}

	@Test
	void whenFlywayFailsThenItIsTheMigrationEndpoint() {
		remember();
		DatabaseFailure found = find(new IllegalStateException(new FlywayException("failed", this.refused)));
		assertThat(found.role()).isEqualTo(Role.MIGRATION);
		assertThat((Throwable) found.error()).isSameAs(this.refused);
		assertThat(found.opening()).isTrue();
	}

	@Test
	void whenABeanFailsThenItIsTheRuntimeEndpoint() {
		remember();
		assertThat(find(new IllegalStateException(this.refused)).role()).isEqualTo(Role.RUNTIME);
	}

	@Test
	void whenStatementOfTheApplicationFailsThenItIsNoFailureToConnect() {
		remember();
		assertThat(find(new SQLException("duplicate key", "23505")).opening()).isFalse();
	}

	@Test
	void whenSettingsAreNotKnownThenNothingIsFound() {
		assertThat(find(this.refused)).isNull();
	}

	@Test
	void whenTheErrorCanBeOfAnotherDatabaseThenNothingIsFound() {
		remember();
		this.beanFactory.registerBeanDefinition("reports", new RootBeanDefinition(DataSource.class));
		assertThat(find(this.refused)).isNull();
	}

	@Test
	void whenAnythingElseFailsThenNothingIsFound() {
		remember();
		assertThat(find(new IllegalStateException("port in use"))).isNull();
	}

	@Test
	void whenAChildContextFailsThenItIsTheDatabaseOfItsParent() {
		remember();
		assertThat(new FailureSearch(new DefaultListableBeanFactory(this.beanFactory)).find(this.refused)).isNotNull();
	}

	@Test
	void whenAChildContextHasADatabaseOfItsOwnThenNothingIsFound() {
		remember();
		DefaultListableBeanFactory child = new DefaultListableBeanFactory(this.beanFactory);
		child.registerBeanDefinition("dataSource", new RootBeanDefinition(DataSource.class));
		assertThat(new FailureSearch(child).find(this.refused)).isNull();
	}

	private void remember() {
		new RememberedBeans(this.beanFactory).put("settings",
				TestSettings.resolve(Map.of("url", "postgresql://app@127.0.0.1/shop")));
	}

	private DatabaseFailure find(Throwable thrown) {
		return new FailureSearch(this.beanFactory).find(thrown);
	}

}
