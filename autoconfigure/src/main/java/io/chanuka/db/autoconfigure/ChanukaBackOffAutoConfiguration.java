package io.chanuka.db.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import io.chanuka.db.autoconfigure.condition.BootDataSourceDefinition;
import io.chanuka.db.autoconfigure.environment.LenientFlag;
import io.chanuka.db.autoconfigure.environment.RankedSources;
import io.chanuka.db.autoconfigure.environment.UrlCandidatesReader;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.selection.UrlSelection;
import io.chanuka.db.settings.selection.UrlSelector;
import org.postgresql.Driver;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that logs why the starter backs off,
 * where it does.
 */
@AutoConfiguration(after = ChanukaDataSourceAutoConfiguration.class)
@ConditionalOnClass(Driver.class)
@ConditionalOnBean(DataSource.class)
@ConditionalOnMissingBean(RuntimePoolPostProcessor.class)
public final class ChanukaBackOffAutoConfiguration {

	@Bean
	BackOffNotice chanukaStepBackNotice(ConfigurableListableBeanFactory beanFactory, Environment environment) {
		RankedSources sources = new RankedSources(environment);
		InputValue enabled = sources.property("chanuka.db.enabled");
		if (enabled != null && !LenientFlag.isOn(environment, "chanuka.db.enabled", true)) {
			return new BackOffNotice("it is switched off by " + enabled.origin(), List.of());
		}
		UrlSelection selection = UrlSelector
			.select(new UrlCandidatesReader(environment, sources).read(beanFactory.getBeanClassLoader(), false));
		boolean isBoots = BootDataSourceDefinition.isHikari(beanFactory);
		return new BackOffNotice(
				(isBoots && selection.backsOff()) ? selection.reason() : BootDataSourceDefinition.describe(beanFactory),
				selection.backsOff() ? selection.ignored() : List.of());
	}

}
