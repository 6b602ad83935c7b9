package io.chanuka.db.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches where the application works with PostgreSQL and nobody has switched us off: a
 * URL or connection details say so, or nothing says anything and no embedded database
 * could step in, so that a missing URL is reported.
 */
class OnPostgresUrlCondition extends SpringBootCondition implements ConfigurationCondition {

	private static final String UNRESOLVABLE = "${}";

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("PostgreSQL URL");
		Environment environment = context.getEnvironment();
		String enabled = property(environment, "chanuka.db.enabled");
		if (!Switch.isOn(environment, "chanuka.db.enabled", true)) {
			return ConditionOutcome.noMatch(message.because("chanuka.db.enabled is " + enabled));
		}
		if (hasConnectionDetails(context.getBeanFactory())) {
			return ConditionOutcome.match(message.because("connection details are present"));
		}
		if (isDataSourceExcluded(context.getBeanFactory())) {
			return ConditionOutcome.noMatch(message.because("the auto-configuration of the DataSource is excluded"));
		}
		if (StringUtils.hasText(property(environment, "chanuka.db.url"))) {
			return ConditionOutcome.match(message.foundExactly("property chanuka.db.url"));
		}
		if (StringUtils.hasText(property(environment, "chanuka.db.host"))) {
			return ConditionOutcome.match(message.foundExactly("property chanuka.db.host"));
		}
		String url = property(environment, "spring.datasource.url");
		if (StringUtils.hasText(url)) {
			return (url.startsWith("jdbc:postgresql:") || url.equals(UNRESOLVABLE))
					? ConditionOutcome.match(message.foundExactly("property spring.datasource.url"))
					: ConditionOutcome.noMatch(message.because("spring.datasource.url is not one of PostgreSQL"));
		}
		if (StringUtils.hasText(enabled)) {
			return ConditionOutcome.match(message.because("chanuka.db.enabled is " + enabled));
		}
		EmbeddedDatabaseConnection embedded = EmbeddedDatabaseConnection.get(context.getClassLoader());
		return (embedded == EmbeddedDatabaseConnection.NONE)
				? ConditionOutcome.match(message.because("no embedded database could be used instead"))
				: ConditionOutcome
					.noMatch(message.because("no URL is set and an embedded " + embedded + " is available"));
	}

	/**
	 * A placeholder that cannot be resolved counts as a value: the resolver reports it if
	 * the URL is used.
	 */
	private static @Nullable String property(Environment environment, String name) {
		try {
			return environment.getProperty(name);
		}
		catch (IllegalArgumentException ex) {
			return UNRESOLVABLE;
		}
	}

	private static boolean isDataSourceExcluded(@Nullable ConfigurableListableBeanFactory beanFactory) {
		return beanFactory != null && ConditionEvaluationReport.get(beanFactory)
			.getExclusions()
			.contains(DataSourceAutoConfiguration.class.getName());
	}

	private static boolean hasConnectionDetails(@Nullable ConfigurableListableBeanFactory beanFactory) {
		return beanFactory != null
				&& beanFactory.getBeanNamesForType(JdbcConnectionDetails.class, true, false).length > 0;
	}

}
