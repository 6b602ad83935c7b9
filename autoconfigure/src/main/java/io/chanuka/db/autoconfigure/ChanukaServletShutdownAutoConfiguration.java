package io.chanuka.db.autoconfigure;

import javax.sql.DataSource;

import io.chanuka.db.drain.ConnectionCloseFilter;
import io.chanuka.db.drain.RequestCancel;
import io.chanuka.db.drain.RequestsInProgress;
import io.chanuka.db.drain.StopSignal;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.ShutdownDeadline;
import io.chanuka.db.settings.ShutdownSettings;
import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that has clients of a servlet
 * application leave their connections when it stops.
 */
@AutoConfiguration(after = { ChanukaShutdownAutoConfiguration.class, LifecycleAutoConfiguration.class })
@ConditionalOnClass({ ConnectionCloseFilter.class, DispatcherType.class, FilterRegistrationBean.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(RuntimePoolPostProcessor.class)
public final class ChanukaServletShutdownAutoConfiguration {

	/**
	 * The web server makes filters while it starts, and logs an error of its own if one
	 * cannot be made: settings that are wrong are not to be noticed here.
	 */
	@Bean
	@ConditionalOnMissingBean(name = "chanukaConnectionCloseFilter")
	FilterRegistrationBean<ConnectionCloseFilter> chanukaConnectionCloseFilter(
			ObjectProvider<ShutdownDeadline> deadline) {
		SingletonSupplier<ShutdownDeadline> later = SingletonSupplier.of(deadline::getObject);
		FilterRegistrationBean<ConnectionCloseFilter> registration = new FilterRegistrationBean<>(
				new ConnectionCloseFilter(() -> later.obtain().hasBegun()));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
		return registration;
	}

	/**
	 * Only where it is known how long the web server waits for its requests.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerApplicationContext.class)
	@Conditional(OnBootLifecycleProcessorCondition.class)
	@ConditionalOnProperty(name = "server.shutdown", havingValue = "graceful", matchIfMissing = true)
	static class RequestCancelConfiguration {

		@Bean
		@ConditionalOnMissingBean
		RequestCancel chanukaRequestCancel(DataSource dataSource, ShutdownSettings settings, Environment environment) {
			RuntimePool pool = settings.cancelRequests().value() ? RuntimePool.behind(dataSource) : null;
			return new RequestCancel(pool, ShutdownProperties.phaseTimeout(environment));
		}

		@Bean
		static RequestsInProgress chanukaRequestsInProgress(Environment environment) {
			return new RequestsInProgress(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE,
					ShutdownProperties.phaseTimeout(environment));
		}

		@Bean
		StopSignal chanukaRequestCancelBegin(RequestCancel cancel) {
			return new StopSignal(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE, cancel::begin);
		}

		@Bean
		StopSignal chanukaRequestCancelEnd(RequestCancel cancel) {
			return new StopSignal(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE - 1, cancel::end);
		}

	}

}
