package io.chanuka.db.autoconfigure.health;

import java.time.Clock;

import io.chanuka.db.autoconfigure.RuntimePoolHolder;
import io.chanuka.db.health.DatabaseHealth;
import io.chanuka.db.health.DatabaseMonitor;
import io.chanuka.db.lifecycle.ShutdownDeadline;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.probe.DatabaseProbe;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.HealthSettings;
import io.chanuka.db.transport.EndpointSockets;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What probes the database and evaluates its health, for the health and for the
 * readiness, whichever of them is there. Neither exists where the DataSource is not ours.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseMonitorConfiguration {

	@Bean
	@Nullable DatabaseMonitor chanukaDatabaseMonitor(RuntimePoolHolder holder, ObjectProvider<DatabaseSettings> settings) {
		RuntimePool pool = holder.pool();
		if (pool == null) {
			return null;
		}
		HealthSettings chosen = settings.getObject().health();
		DatabaseProbe probe = new DatabaseProbe(pool, chosen.requiredExtensions().value(), Clock.systemUTC());
		return new DatabaseMonitor(() -> probe.run(chosen.probeTimeout().value()), probe::isPoolFull);
	}

	@Bean
	@Nullable DatabaseHealth chanukaDatabaseHealth(RuntimePoolHolder holder, ObjectProvider<DatabaseMonitor> monitor,
			ObjectProvider<DatabaseSettings> settings, ObjectProvider<EndpointSockets> sockets,
			ObjectProvider<ShutdownDeadline> shutdown) {
		RuntimePool pool = holder.pool();
		if (pool == null) {
			return null;
		}
		return new DatabaseHealth(pool, settings.getObject(), sockets.getObject().runtime(), monitor.getObject(),
				() -> shutdown.stream().anyMatch(ShutdownDeadline::hasBegun), Clock.systemUTC());
	}

}
