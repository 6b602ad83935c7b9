package io.chanuka.db.autoconfigure.metrics;

import java.util.function.Function;

import io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration;
import io.chanuka.db.autoconfigure.ConditionalOnRuntimePool;
import io.chanuka.db.autoconfigure.RuntimePoolHolder;
import io.chanuka.db.autoconfigure.environment.ConditionalOnLenientFlag;
import io.chanuka.db.autoconfigure.migration.LastMigration;
import io.chanuka.db.drain.PoolDrain;
import io.chanuka.db.metrics.DrainMetrics;
import io.chanuka.db.metrics.FailoverMetrics;
import io.chanuka.db.metrics.MigrationMetrics;
import io.chanuka.db.metrics.PoolMetrics;
import io.chanuka.db.metrics.RetryMetrics;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.retry.RetryRecorder;
import io.chanuka.db.transport.EndpointSockets;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters of the runtime pool.
 */
@AutoConfiguration(after = ChanukaDataSourceAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({ MeterRegistry.class, MeterBinder.class })
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnRuntimePool
@ConditionalOnLenientFlag(value = "chanuka.db.metrics.enabled", matchIfMissing = true)
@Import(HealthMetricsConfiguration.class)
public final class ChanukaMetricsAutoConfiguration {

	@Bean
	MeterBinder chanukaDrainMetrics(ObjectProvider<PoolDrain> drain) {
		return (registry) -> drain.ifUnique((measured) -> new DrainMetrics(measured).bindTo(registry));
	}

	@Bean
	MeterBinder chanukaPoolMetrics(ObjectProvider<RuntimePoolHolder> holder, ObjectProvider<EndpointSockets> sockets) {
		return (registry) -> bind(holder,
				(pool) -> new PoolMetrics(pool, nameOf(pool), sockets.getObject().runtime()::expiry), registry);
	}

	@Bean
	MeterBinder chanukaMigrationMetrics(ObjectProvider<LastMigration> migrations) {
		return (registry) -> {
			if (migrations.stream().findAny().isPresent()) {
				new MigrationMetrics(LastMigration.of(migrations)::outcome).bindTo(registry);
			}
		};
	}

	@Bean
	MeterBinder chanukaFailoverMetrics(ObjectProvider<RuntimePoolHolder> holder) {
		return (registry) -> bind(holder, (pool) -> new FailoverMetrics(pool, nameOf(pool)), registry);
	}

	@Bean
	MeterBinder chanukaRetryMetrics(@Qualifier("chanukaRetryRecorder") ObjectProvider<RetryRecorder> recorder) {
		return (registry) -> recorder.ifUnique((counts) -> new RetryMetrics(counts).bindTo(registry));
	}

	private static void bind(ObjectProvider<RuntimePoolHolder> holder, Function<RuntimePool, MeterBinder> binder,
			MeterRegistry registry) {
		holder.ifUnique((candidate) -> {
			RuntimePool pool = candidate.pool();
			if (pool != null) {
				binder.apply(pool).bindTo(registry);
			}
		});
	}

	/**
	 * HikariCP gives a pool without a name one when it starts, or when it is validated.
	 */
	private static String nameOf(RuntimePool pool) {
		if (pool.getPoolName() == null) {
			pool.validate();
		}
		return pool.getPoolName();
	}

}
