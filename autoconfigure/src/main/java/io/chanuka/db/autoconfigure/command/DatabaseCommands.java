package io.chanuka.db.autoconfigure.command;

import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

import io.chanuka.db.autoconfigure.RuntimePoolHolder;
import io.chanuka.db.autoconfigure.migration.LastMigration;
import io.chanuka.db.command.CommandOptions;
import io.chanuka.db.command.DatabaseCommand;
import io.chanuka.db.command.HealthCommand;
import io.chanuka.db.command.InfoCommand;
import io.chanuka.db.command.MarkCommand;
import io.chanuka.db.command.MigrateCommand;
import io.chanuka.db.command.ProbeCommand;
import io.chanuka.db.command.ValidateCommand;
import io.chanuka.db.command.WrongUseException;
import io.chanuka.db.command.verify.VerifyCommand;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.health.DatabaseMonitor;
import io.chanuka.db.migration.guard.EnvironmentGuard;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.probe.DatabaseProbe;
import io.chanuka.db.pool.probe.ProbeOutcome;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.HealthSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Creates commands from the beans of an application.
 */
final class DatabaseCommands {

	/**
	 * What a probe takes beside its timeout.
	 */
	private static final Duration SLACK = Duration.ofSeconds(1);

	private static final String MIGRATION = "migrationDataSource";

	private final ConfigurableApplicationContext context;

	private final MigrationTools tools;

	DatabaseCommands(ConfigurableApplicationContext context) {
		this.context = context;
		this.tools = new MigrationTools(context);
	}

	/**
	 * Creates a command.
	 * @throws WrongUseException if the application has nothing that it could run on
	 */
	DatabaseCommand create(CommandOptions options) {
		RuntimePool pool = pool();
		return switch (options.command()) {
			case MIGRATE -> new MigrateCommand(this.tools.existing()::migrate,
					() -> LastMigration.of(this.context.getBeanProvider(LastMigration.class)).outcome());
			case VALIDATE -> new ValidateCommand(this.tools.existing().migrations());
			case INFO -> new InfoCommand(settings(), this.tools.migrations());
			case HEALTH -> health(pool, options.detail());
			case VERIFY -> verify(pool);
			case MARK -> new MarkCommand(migrationDataSource(pool), this.context.getBean(EnvironmentGuard.class));
		};
	}

	private RuntimePool pool() {
		RuntimePoolHolder holder = this.context.getBeanProvider(RuntimePoolHolder.class).getIfAvailable();
		RuntimePool pool = (holder != null) ? holder.pool() : null;
		if (pool == null) {
			throw new WrongUseException("--" + CommandOptions.RUN + " needs Spring Boot's DataSource on PostgreSQL, "
					+ "configured by chanuka.db.url or DATABASE_URL, and chanuka.db.enabled must not be false.");
		}
		return pool;
	}

	private DatabaseSettings settings() {
		return this.context.getBean(DatabaseSettings.class);
	}

	private DatabaseCommand health(RuntimePool pool, boolean detail) {
		HealthSettings health = settings().health();
		if (isPresent("org.springframework.boot.health.contributor.CompositeHealthContributor")) {
			DatabaseCommand command = contributed(health, detail);
			if (command != null) {
				return command;
			}
		}
		DatabaseProbe probe = new DatabaseProbe(pool, health.requiredExtensions().value(), Clock.systemUTC());
		return new ProbeCommand(() -> probe.run(health.probeTimeout().value()));
	}

	private @Nullable DatabaseCommand contributed(HealthSettings health, boolean detail) {
		DatabaseMonitor monitor = this.context.getBeanProvider(DatabaseMonitor.class).getIfAvailable();
		return (monitor != null && this.context.containsBean("dbHealthContributor")
				&& this.context.getBean("dbHealthContributor") instanceof CompositeHealthContributor database)
						? new HealthCommand(() -> probe(monitor, health.probeTimeout().value().plus(SLACK)), database,
								detail)
						: null;
	}

	/**
	 * The first login of a process takes longer than all others.
	 */
	private static void probe(DatabaseMonitor monitor, Duration atMost) {
		ProbeOutcome first = monitor.probe(atMost).last();
		if (first == null || first.failure() == FailureKind.TIMEOUT) {
			monitor.probe(atMost);
		}
	}

	/**
	 * The pool would report a timeout where the source has the reason.
	 */
	private DatabaseCommand verify(RuntimePool pool) {
		PhysicalConnectionSource source = pool.source();
		DatabaseSettings settings = settings();
		Duration timeout = settings.connection().loginTimeout().value();
		DataSource migration = migrationDataSource(pool);
		return new VerifyCommand(() -> (source != null) ? source.openForProbe(timeout) : pool.getConnection(),
				migration::getConnection, settings, this.tools.migrations());
	}

	private DataSource migrationDataSource(RuntimePool pool) {
		return (this.context.containsBean(MIGRATION) && this.context.getBean(MIGRATION) instanceof DataSource ours)
				? ours : pool;
	}

	private boolean isPresent(String type) {
		return ClassUtils.isPresent(type, this.context.getClassLoader());
	}

}
