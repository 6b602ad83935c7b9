package io.chanuka.db.autoconfigure.statement;

import io.chanuka.db.autoconfigure.ChanukaDataSourceAutoConfiguration;
import io.chanuka.db.autoconfigure.ConditionalOnRuntimePool;
import io.chanuka.db.autoconfigure.RuntimePoolHolder;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.statement.jdbc.DatabaseLogs;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the logs of statements and
 * connections.
 */
@AutoConfiguration(after = ChanukaDataSourceAutoConfiguration.class)
@ConditionalOnRuntimePool
@Import({ AcquireTimesConfiguration.class, TraceIdsConfiguration.class })
public final class ChanukaStatementLogAutoConfiguration {

	/**
	 * Lazy, because a wrong setting is an error only where something connects with it.
	 */
	@Bean
	@Lazy
	DatabaseLogs chanukaDatabaseLogs(DatabaseSettings settings, ObjectProvider<AcquireTimes> acquires,
			ObjectProvider<TraceIds> traces) {
		return DatabaseLogs.of(settings, new KnownContext(acquires, traces));
	}

	@Bean
	StatementLogNotice chanukaStatementLogNotice(RuntimePoolHolder holder, ObjectProvider<DatabaseSettings> settings,
			Environment environment) {
		return new StatementLogNotice(holder, settings, environment);
	}

}
