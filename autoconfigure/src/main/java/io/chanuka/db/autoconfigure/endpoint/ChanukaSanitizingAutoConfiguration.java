package io.chanuka.db.autoconfigure.endpoint;

import io.chanuka.db.autoconfigure.environment.ConditionalOnLenientFlag;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that keeps secrets out of the
 * Actuator endpoints {@code env} and {@code configprops} where values are shown. It holds
 * for an application with a DataSource of its own as well.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
@ConditionalOnLenientFlag(value = "chanuka.db.enabled", matchIfMissing = true)
public final class ChanukaSanitizingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "chanukaSanitizingFunction")
	@Lazy
	SecretSanitizingFunction chanukaSanitizingFunction(ObjectProvider<SanitizingFunction> functions) {
		return new SecretSanitizingFunction(functions);
	}

}
