package io.chanuka.db.autoconfigure.shutdown;

import io.chanuka.db.autoconfigure.ConditionalOnRuntimePool;
import io.chanuka.db.drain.ConnectionCloseWebFilter;
import io.chanuka.db.lifecycle.ShutdownDeadline;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.server.WebFilter;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that has clients of a reactive
 * application leave their connections when it stops.
 */
@AutoConfiguration(after = ChanukaShutdownAutoConfiguration.class)
@ConditionalOnClass({ WebFilter.class, Mono.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnRuntimePool
public final class ChanukaReactiveShutdownAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ConnectionCloseWebFilter chanukaConnectionCloseWebFilter(ShutdownDeadline deadline) {
		return new ConnectionCloseWebFilter(deadline);
	}

}
