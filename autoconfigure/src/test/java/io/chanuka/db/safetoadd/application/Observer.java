package io.chanuka.db.safetoadd.application;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Uses every DataSource that an application can inject, and notes what it finds.
 */
final class Observer {

	private static final String STARTER = "io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration";

	private static final String DECIDED = "decided by the starter";

	private final Map<String, String> dataSources = new TreeMap<>();

	private final Map<String, String> databases = new TreeMap<>();

	private final Map<String, String> settings = new TreeMap<>();

	private final Map<String, String> decided = new TreeMap<>();

	/**
	 * Uses all of them.
	 */
	void use(ConfigurableApplicationContext context) throws SQLException {
		for (String name : context.getBeanNamesForType(DataSource.class)) {
			if (isInjectable(context.getBeanFactory(), name)) {
				record(name, context.getBean(name, DataSource.class));
			}
		}
	}

	/**
	 * Reads what the starter has decided. Done last, because it creates what the
	 * application itself may not need.
	 */
	void readDecisions(ConfigurableApplicationContext context) {
		if (ClassUtils.isPresent(STARTER, null)) {
			this.decided.putAll(StarterSettings.of(context));
		}
		this.settings.replaceAll((name, value) -> value.equals(DECIDED) ? this.decided.get("sslmode") : value);
	}

	private static boolean isInjectable(ConfigurableListableBeanFactory beans, String name) {
		BeanDefinition definition = beans.getMergedBeanDefinition(name);
		return definition.isAutowireCandidate()
				&& (!(definition instanceof AbstractBeanDefinition details) || details.isDefaultCandidate());
	}

	private void record(String name, DataSource dataSource) throws SQLException {
		this.dataSources.put(name, type(dataSource.getClass()));
		try (Connection connection = dataSource.getConnection()) {
			boolean postgres = connection.getMetaData().getURL().startsWith("jdbc:postgresql:");
			this.databases.put(name, postgres ? "PostgreSQL" : EmbeddedDatabase.describe(connection));
			if (postgres) {
				put(name, SessionSettings.of(connection));
			}
		}
		catch (SQLException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			this.databases.put(name, "error: " + cause.getMessage());
		}
		// Afterwards, because the pool completes some of them when it starts.
		if (dataSource.isWrapperFor(HikariDataSource.class)) {
			HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
			put(name, PoolSettings.of(pool));
			if (isOurs(pool.getClass())) {
				this.settings.put(name + ".sslmode", DECIDED);
			}
		}
	}

	private static String type(Class<?> type) {
		return isOurs(type) ? type(type.getSuperclass()) : type.getSimpleName();
	}

	private static boolean isOurs(Class<?> type) {
		return type.getName().startsWith("io.chanuka.db.") && HikariDataSource.class.isAssignableFrom(type);
	}

	private void put(String name, Map<String, String> found) {
		found.forEach((setting, value) -> this.settings.put(name + "." + setting, value));
	}

	Map<String, String> dataSources() {
		return this.dataSources;
	}

	Map<String, String> databases() {
		return this.databases;
	}

	Map<String, String> settings() {
		return this.settings;
	}

	Map<String, String> decided() {
		return this.decided;
	}

}
