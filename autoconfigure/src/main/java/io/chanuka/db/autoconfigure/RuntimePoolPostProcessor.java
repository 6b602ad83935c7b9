package io.chanuka.db.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.autoconfigure.condition.BootDataSourceDefinition;
import io.chanuka.db.autoconfigure.details.Redirects;
import io.chanuka.db.pool.EffectiveConfiguration;
import io.chanuka.db.pool.PoolTarget;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.PoolSettings;
import io.chanuka.db.startup.StartupGate;
import io.chanuka.db.statement.jdbc.DatabaseLogs;
import io.chanuka.db.transport.EndpointSockets;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.postgresql.Driver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Upgrades Spring Boot's own DataSource in place, after Spring Boot has bound its
 * properties and connection details to it.
 */
public class RuntimePoolPostProcessor implements DestructionAwareBeanPostProcessor, PriorityOrdered {

	/**
	 * The name of its bean.
	 */
	static final String BEAN_NAME = "chanukaRuntimePoolPostProcessor";

	private static final Log logger = LogFactory.getLog(RuntimePoolPostProcessor.class);

	private final ObjectProvider<DatabaseSettings> settings;

	private final ObjectProvider<HikariConfigCustomizer> customizers;

	private final RuntimePoolConnections connections;

	private final Map<Object, RuntimePool> upgraded = new ConcurrentHashMap<>();

	RuntimePoolPostProcessor(ObjectProvider<DatabaseSettings> settings, ObjectProvider<EndpointSockets> sockets,
			ObjectProvider<HikariConfigCustomizer> customizers, ObjectProvider<StartupGate> gate,
			ObjectProvider<DatabaseLogs> logs, BooleanSupplier fetchesEagerly) {
		this.settings = settings;
		this.customizers = customizers;
		this.connections = new RuntimePoolConnections(sockets, gate, logs, fetchesEagerly);
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (!beanName.equals(BootDataSourceDefinition.BEAN_NAME) || bean.getClass() != HikariDataSource.class) {
			return bean;
		}
		HikariDataSource original = (HikariDataSource) bean;
		if (!isPostgres(original)) {
			logger
				.info("The DataSource stays as Spring Boot made it: it does not use the PostgreSQL driver by its URL");
			return bean;
		}
		RuntimePool pool = new RuntimePool();
		original.copyStateTo(pool);
		DatabaseSettings decided = this.settings.getObject();
		SpringConfiguration spring = SpringConfiguration.of(pool);
		apply(decided, pool);
		waitForTheFirst(pool);
		Runnable restorer = spring.restorer(pool);
		this.customizers.orderedStream().forEach((customizer) -> customizer.customize(pool));
		EffectiveConfiguration.unsetIdleTimeoutWithoutEffect(decided, pool);
		if (this.customizers.stream().findAny().isPresent()) {
			// HikariCP corrects what a customizer has set, now and not when it starts.
			pool.validate();
		}
		PoolTarget target = (pool.getDataSource() != null) ? PoolTarget.of(pool) : spring.target();
		pool.preparation().set(() -> {
			if (target.equals(PoolTarget.of(pool))) {
				this.connections.connect(decided, pool);
			}
			else {
				restorer.run();
			}
		});
		this.upgraded.put(bean, pool);
		return pool;
	}

	/**
	 * Another driver, for example one that wraps PostgreSQL's, opens its own connections.
	 */
	private static boolean isPostgres(HikariDataSource dataSource) {
		String url = dataSource.getJdbcUrl();
		String driver = dataSource.getDriverClassName();
		return url != null && Redirects.isReadable(url) && dataSource.getDataSourceClassName() == null
				&& dataSource.getDataSource() == null && (driver == null || driver.equals(Driver.class.getName()));
	}

	private static void apply(DatabaseSettings settings, RuntimePool pool) {
		PoolSettings chosen = settings.pool();
		pool.setMaximumPoolSize(chosen.maxSize().value());
		pool.setMinimumIdle(chosen.minIdle().value());
		pool.setIdleTimeout(chosen.idleTimeout().value().toMillis());
		pool.setConnectionTimeout(chosen.connectionTimeout().value().toMillis());
		pool.setValidationTimeout(chosen.validationTimeout().value().toMillis());
		pool.setMaxLifetime(chosen.maxLifetime().value().toMillis());
		pool.setKeepaliveTime(chosen.keepaliveTime().value().toMillis());
		pool.useLimit().setMaximum(chosen.maxUses().value());
		pool.setLeakDetectionThreshold(chosen.leakDetectionThreshold().value().toMillis());
		// These are in the settings; what a customizer sets from now on wins.
		DatabaseSettings.driverPropertiesInSettings().forEach(pool.getDataSourceProperties()::remove);
		boolean detectsNested = settings.logs().nestedAcquires().value();
		pool.setRecordsStacks(detectsNested || pool.getLeakDetectionThreshold() > 0
				|| settings.environment().value() == DeploymentEnvironment.DEVELOPMENT);
		if (detectsNested) {
			pool.detectNestedAcquires();
		}
	}

	/**
	 * A borrow that finds no connection waits for one; it does not open the first itself,
	 * for longer than its timeout.
	 */
	private static void waitForTheFirst(RuntimePool pool) {
		if (pool.getInitializationFailTimeout() == SpringConfiguration.UNSET_FAIL_TIMEOUT) {
			pool.setInitializationFailTimeout(-1);
		}
	}

	/**
	 * The container destroys what it created, the original, so the upgrade is closed
	 * here, at the same moment.
	 */
	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		RuntimePool pool = this.upgraded.remove(bean);
		if (pool != null) {
			pool.close();
		}
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		return this.upgraded.containsKey(bean);
	}

	@Override
	public int getOrder() {
		// Properties are bound at +1, connection details applied at +2.
		return Ordered.HIGHEST_PRECEDENCE + 3;
	}

}
