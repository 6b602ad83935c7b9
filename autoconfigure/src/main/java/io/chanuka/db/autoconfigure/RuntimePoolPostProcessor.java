package io.chanuka.db.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import com.zaxxer.hikari.HikariDataSource;
import io.chanuka.db.autoconfigure.condition.BootDataSourceDefinition;
import io.chanuka.db.autoconfigure.details.Redirects;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.EffectiveConfiguration;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.activity.StatementTimeouts;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.DeploymentEnvironment;
import io.chanuka.db.settings.PoolSettings;
import io.chanuka.db.startup.EndpointRole;
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
	 * HikariCP's default.
	 */
	private static final long UNSET_FAIL_TIMEOUT = 1;

	private static final Log logger = LogFactory.getLog(RuntimePoolPostProcessor.class);

	private final ObjectProvider<DatabaseSettings> settings;

	private final ObjectProvider<EndpointSockets> sockets;

	private final ObjectProvider<HikariConfigCustomizer> customizers;

	private final ObjectProvider<StartupGate> gate;

	private final ObjectProvider<DatabaseLogs> logs;

	private final BooleanSupplier fetchesEagerly;

	private final Map<Object, RuntimePool> upgraded = new ConcurrentHashMap<>();

	RuntimePoolPostProcessor(ObjectProvider<DatabaseSettings> settings, ObjectProvider<EndpointSockets> sockets,
			ObjectProvider<HikariConfigCustomizer> customizers, ObjectProvider<StartupGate> gate,
			ObjectProvider<DatabaseLogs> logs, BooleanSupplier fetchesEagerly) {
		this.settings = settings;
		this.fetchesEagerly = fetchesEagerly;
		this.sockets = sockets;
		this.customizers = customizers;
		this.gate = gate;
		this.logs = logs;
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
		apply(decided, pool);
		waitForTheFirst(pool);
		this.customizers.orderedStream().forEach((customizer) -> customizer.customize(pool));
		EffectiveConfiguration.unsetIdleTimeoutWithoutEffect(decided, pool);
		if (pool.getDataSource() == null) {
			EndpointSockets sockets = this.sockets.getObject();
			PhysicalConnectionSource source = PhysicalConnectionSource.runtime(decided, sockets,
					pool.getDataSourceProperties());
			this.logs.ifAvailable((logs) -> source.follow(logs.runtime()));
			pool.setDataSource(source);
			this.gate.ifAvailable(
					(gate) -> pool.setFirstConnection(gate.add(EndpointRole.RUNTIME, decided.runtime(), source)));
			sockets.runtime().onRenewal(pool::renew);
			warmUp(pool);
		}
		if (this.customizers.stream().findAny().isPresent()) {
			// HikariCP corrects what a customizer has set, now and not when it starts.
			pool.validate();
		}
		SettingsLog.report(EffectiveConfiguration.of(decided, pool));
		pool.recordErrors();
		reportTimeouts(decided, pool);
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
		if (pool.getInitializationFailTimeout() == UNSET_FAIL_TIMEOUT) {
			pool.setInitializationFailTimeout(-1);
		}
	}

	private static void reportTimeouts(DatabaseSettings settings, RuntimePool pool) {
		PhysicalConnectionSource source = pool.source();
		if (source != null) {
			pool.setExceptionOverride(
					new StatementTimeouts(settings.session().statementTimeout(), source, pool.getExceptionOverride()));
		}
	}

	private void warmUp(RuntimePool pool) {
		if (this.fetchesEagerly.getAsBoolean()) {
			pool.warmUp();
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
