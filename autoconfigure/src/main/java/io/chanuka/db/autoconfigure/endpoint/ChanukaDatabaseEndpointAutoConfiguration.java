package io.chanuka.db.autoconfigure.endpoint;

import io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration;
import io.chanuka.db.autoconfigure.ConditionalOnRuntimePool;
import io.chanuka.db.autoconfigure.RuntimePoolHolder;
import io.chanuka.db.endpoint.DatabaseEndpoint;
import io.chanuka.db.endpoint.DatabaseEndpoint.StateDescriptor;
import io.chanuka.db.health.DatabaseHealth;
import io.chanuka.db.health.HealthState;
import io.chanuka.db.pool.EffectiveConfiguration;
import io.chanuka.db.pool.PoolView;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.probe.ProbeOutcome;
import io.chanuka.db.settings.DatabaseSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link DatabaseEndpoint}.
 */
@AutoConfiguration(after = ChanukaDataSourceAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnRuntimePool
@ConditionalOnAvailableEndpoint(DatabaseEndpoint.class)
public final class ChanukaDatabaseEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	DatabaseEndpoint databaseEndpoint(ObjectProvider<DatabaseSettings> settings, RuntimePoolHolder holder,
			PoolView pool, ObjectProvider<DatabaseHealth> health) {
		RuntimePool ours = holder.pool();
		return new DatabaseEndpoint(() -> (ours != null) ? EffectiveConfiguration.of(settings.getObject(), ours) : null,
				pool, (ours != null) ? ours.source() : null, () -> describe(health.getIfAvailable()));
	}

	private static @Nullable StateDescriptor describe(@Nullable DatabaseHealth health) {
		if (health == null) {
			return null;
		}
		HealthState state = health.state();
		ProbeOutcome last = health.known().last();
		return new StateDescriptor(state.status().getCode(), (last != null) ? last.at() : null, state.problems(),
				state.recommendations());
	}

}
