package io.chanuka.db.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that keeps Spring Cloud from
 * rebinding the runtime pool when properties are refreshed.
 */
@AutoConfiguration(after = ChanukaDataSourceAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.cloud.context.properties.ConfigurationPropertiesRebinder")
@ConditionalOnRuntimePool
@Import(NeverRefreshablePostProcessor.class)
public final class ChanukaRefreshAutoConfiguration {

}
