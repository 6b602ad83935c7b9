package io.chanuka.db.autoconfigure.statement;

import java.util.ArrayList;
import java.util.List;

import io.chanuka.db.autoconfigure.RuntimePoolHolder;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.statement.StatementLog;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;
import org.springframework.core.log.LogMessage;
import org.springframework.util.ClassUtils;

/**
 * Reports once, when the application starts, that statements are logged by another
 * library as well.
 */
final class StatementLogNotice implements SmartInitializingSingleton {

	private static final String HIBERNATE = "org.hibernate.SQL";

	private static final Log logger = LogFactory.getLog(StatementLog.LOGGER);

	private final RuntimePoolHolder holder;

	private final ObjectProvider<DatabaseSettings> settings;

	private final Environment environment;

	StatementLogNotice(RuntimePoolHolder holder, ObjectProvider<DatabaseSettings> settings, Environment environment) {
		this.holder = holder;
		this.settings = settings;
		this.environment = environment;
	}

	@Override
	public void afterSingletonsInstantiated() {
		DatabaseSettings decided = (this.holder.pool() != null) ? this.settings.getIfAvailable() : null;
		if (decided == null || !decided.logs().statements().value() || !logger.isDebugEnabled()) {
			return;
		}
		List<String> others = others();
		if (!others.isEmpty()) {
			logger.info(LogMessage.format(
					"Statements are also logged by %s; each appears more than once. Switch one of them off, ours by "
							+ "chanuka.db.statement-log.enabled=false",
					String.join(" and by ", others)));
		}
	}

	private List<String> others() {
		List<String> others = new ArrayList<>();
		if (isPresent("org.hibernate.SessionFactory")) {
			if (LogFactory.getLog(HIBERNATE).isDebugEnabled()) {
				others.add("Hibernate (logger " + HIBERNATE + ")");
			}
			else if (isOn("spring.jpa.show-sql") || isOn("spring.jpa.properties.hibernate.show_sql")) {
				others.add("Hibernate (spring.jpa.show-sql)");
			}
		}
		if (isPresent("net.ttddyy.observation.boot.autoconfigure.JdbcProperties")
				&& isOn("jdbc.datasource-proxy.query.enable-logging")) {
			others.add("datasource-micrometer (jdbc.datasource-proxy.query.enable-logging)");
		}
		return others;
	}

	private static boolean isPresent(String name) {
		return ClassUtils.isPresent(name, StatementLogNotice.class.getClassLoader());
	}

	private boolean isOn(String property) {
		return this.environment.getProperty(property, Boolean.class, false);
	}

}
