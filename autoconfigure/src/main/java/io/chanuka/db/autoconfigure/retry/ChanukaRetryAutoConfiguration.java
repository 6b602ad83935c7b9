package io.chanuka.db.autoconfigure.retry;

import io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration;
import io.chanuka.db.autoconfigure.ConditionalOnRuntimePool;
import io.chanuka.db.autoconfigure.RuntimePoolHolder;
import io.chanuka.db.retry.DatabaseRetry;
import io.chanuka.db.retry.DatabaseRetryTemplate;
import io.chanuka.db.retry.RetryRecorder;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.RetrySettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.retry.RetryTemplate;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the retry of application code.
 * Its beans are created when an application uses them, as many use none.
 */
@AutoConfiguration(after = ChanukaDataSourceAutoConfiguration.class)
@ConditionalOnRuntimePool
public final class ChanukaRetryAutoConfiguration {

	private static final String RECORDER = "chanukaRetryRecorder";

	private static final String TEMPLATE = "databaseRetryTemplate";

	/**
	 * No candidate for injection by type: an application can have one listener of its
	 * own.
	 */
	@Bean(name = RECORDER, defaultCandidate = false)
	RetryRecorder chanukaRetryRecorder() {
		return new RetryRecorder();
	}

	@Bean(name = TEMPLATE, defaultCandidate = false)
	@ConditionalOnMissingBean(name = TEMPLATE)
	@Lazy
	RetryTemplate databaseRetryTemplate(RuntimePoolHolder holder, ObjectProvider<DatabaseSettings> settings,
			@Qualifier(RECORDER) RetryRecorder recorder) {
		RetrySettings retry = (holder.pool() != null) ? settings.getObject().retry() : RetrySettings.defaults();
		return new DatabaseRetryTemplate(retry, recorder);
	}

	@Bean
	@ConditionalOnMissingBean
	@Lazy
	DatabaseRetry databaseRetry(@Qualifier(TEMPLATE) RetryTemplate template) {
		return new DatabaseRetry(template);
	}

}
