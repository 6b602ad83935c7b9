package io.chanuka.db.autoconfigure.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import javax.sql.DataSource;

import io.chanuka.db.health.DatabaseMonitor;
import io.chanuka.db.pool.PoolProbe;
import io.chanuka.db.pool.ProbeOutcome;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.HealthSettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The one who looks at the database, for the health and for the readiness, whichever of
 * them is there.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseMonitorConfiguration {

	@Bean
	DatabaseMonitor chanukaDatabaseMonitor(DataSource dataSource, ObjectProvider<DatabaseSettings> settings) {
		RuntimePool pool = RuntimePool.behind(dataSource);
		if (pool == null) {
			return new DatabaseMonitor(() -> new ProbeOutcome(Instant.now(), Duration.ZERO, null, List.of()));
		}
		HealthSettings chosen = settings.getObject().health();
		PoolProbe probe = new PoolProbe(pool, chosen.requiredExtensions().value(), Clock.systemUTC());
		return new DatabaseMonitor(() -> probe.run(chosen.probeTimeout().value()));
	}

}
