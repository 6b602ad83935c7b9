package io.chanuka.db.endpoint;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.ConnectionHolder;
import io.chanuka.db.pool.PoolOperations;
import io.chanuka.db.pool.PoolSnapshot;
import io.chanuka.db.pool.PoolView;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.SessionPlan;
import io.chanuka.db.settings.Setting;
import io.chanuka.db.settings.TlsSettings;
import io.chanuka.db.settings.report.SettingsReport;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint} that shows every effective value with its origin, and the pool. It
 * shows no secret, whatever {@code show-values} is. Connections are changed only where
 * the access is unrestricted.
 */
@Endpoint(id = "database", defaultAccess = Access.READ_ONLY)
public final class DatabaseEndpoint {

	private final Supplier<@Nullable DatabaseSettings> settings;

	private final PoolView pool;

	private final @Nullable PhysicalConnectionSource source;

	private final Supplier<@Nullable StateDescriptor> state;

	private final @Nullable PoolOperations operations;

	/**
	 * Create a new instance.
	 * @param settings gives the settings to show, or {@code null} where the DataSource is
	 * not ours
	 * @param pool the pool to show
	 * @param source where the pool's connections come from, or {@code null} where that is
	 * not ours
	 * @param state gives the state to show, or {@code null} if the health is not watched
	 * @param operations changes the connections, or {@code null} where the pool is not
	 * ours
	 */
	public DatabaseEndpoint(Supplier<@Nullable DatabaseSettings> settings, PoolView pool,
			@Nullable PhysicalConnectionSource source, Supplier<@Nullable StateDescriptor> state,
			@Nullable PoolOperations operations) {
		this.operations = operations;
		this.state = state;
		this.settings = settings;
		this.pool = pool;
		this.source = source;
	}

	/**
	 * Shows all of it.
	 * @return the settings, by name, and the pool's connections now, or {@code null}
	 * where the DataSource is not ours
	 */
	@ReadOperation
	public @Nullable DatabaseDescriptor database() {
		DatabaseSettings decided = this.settings.get();
		return (decided != null) ? describe(decided) : null;
	}

	/**
	 * Changes the connections of the pool.
	 * @param operation what to do
	 * @param thread the name of the thread whose connections are evicted, or {@code null}
	 * for a renewal
	 * @return what was done, or {@code null} where the pool is not ours
	 */
	@WriteOperation
	public @Nullable OperationDescriptor change(@Selector Operation operation, @Nullable String thread) {
		PoolOperations changes = this.operations;
		if (changes == null) {
			return null;
		}
		return switch (operation) {
			case EVICT -> new OperationDescriptor("evict", changes.evict(required(thread)));
			case RENEW -> new OperationDescriptor("renew", changes.renew());
		};
	}

	private static String required(@Nullable String thread) {
		if (thread == null) {
			throw new InvalidEndpointRequestException("Missing parameter 'thread'",
					"'thread' must name the thread whose connections are evicted");
		}
		return thread;
	}

	private DatabaseDescriptor describe(DatabaseSettings decided) {
		Map<String, SettingDescriptor> values = new LinkedHashMap<>();
		for (Setting<?> setting : decided.values()) {
			values.put(setting.name(),
					new SettingDescriptor(SettingsReport.show(setting.value()), setting.origin().description()));
		}
		PoolSnapshot now = this.pool.snapshot();
		return new DatabaseDescriptor(endpoint(decided.runtime(), decided.runtimeTls()),
				endpoint(decided.migration(), decided.migrationTls()), sessions(), values, decided.warnings(), now,
				now.level().toString(), this.pool.activeConnections(), this.state.get());
	}

	private @Nullable SessionsDescriptor sessions() {
		if (this.source == null) {
			return null;
		}
		SessionPlan plan = this.source.sessions().plan();
		return new SessionsDescriptor(this.source.sessions().kind().toString(),
				this.source.sessions().poolerEvidence().toString(), plan.startupOptions(), plan.initSql(),
				plan.queryTimeoutSeconds(), plan.prepares(), plan.notApplied());
	}

	private static EndpointDescriptor endpoint(EndpointSettings endpoint, TlsSettings tls) {
		return new EndpointDescriptor(endpoint.postgresUrl().toString(), endpoint.username(),
				endpoint.provider().provider().toString(), endpoint.kind().toString(), endpoint.provider().reason(),
				tls.toString(), endpoint.url().origin().description());
	}

	/**
	 * All that the endpoint shows.
	 *
	 * @param runtime where the application works
	 * @param migration where the schema is changed
	 * @param sessions what holds in the sessions of the runtime, or {@code null} where
	 * the connections are not ours
	 * @param settings every other setting by its property
	 * @param warnings the warnings of the start
	 * @param pool the connections now
	 * @param level how much of the pool is borrowed, in words
	 * @param activeConnections the threads that hold a connection now
	 * @param state the state of the database at the last probe, and what to change, or
	 * {@code null} if its health is not watched
	 */
	public record DatabaseDescriptor(EndpointDescriptor runtime, EndpointDescriptor migration,
			@Nullable SessionsDescriptor sessions, Map<String, SettingDescriptor> settings, List<String> warnings,
			PoolSnapshot pool, String level, List<ConnectionHolder> activeConnections,
			@Nullable StateDescriptor state) {

	}

	/**
	 * One end on the server.
	 *
	 * @param url the URL without credentials
	 * @param user the user, or {@code null} if none is known
	 * @param provider the provider of the server
	 * @param kind what a connection reaches, by the rule
	 * @param reason why that was decided
	 * @param encryption how connections are encrypted and which authorities they trust
	 * @param origin where the URL comes from
	 */
	public record EndpointDescriptor(String url, @Nullable String user, String provider, String kind, String reason,
			String encryption, String origin) {

	}

	/**
	 * How the runtime's sessions are treated now.
	 *
	 * @param kind what a connection reaches, as far as rule and probe have decided by now
	 * @param probe what the connections themselves reveal of a pooler
	 * @param startupOptions what each is sent when it starts, or {@code null} for nothing
	 * @param initSql what is run on each new one, or {@code null} for nothing
	 * @param queryTimeoutSeconds how long the client waits for a statement, 0 for ever
	 * @param preparesStatements whether statements are prepared on the server
	 * @param notApplied what does not hold there, each as the statement by which it would
	 */
	public record SessionsDescriptor(String kind, String probe, @Nullable String startupOptions,
			@Nullable String initSql, int queryTimeoutSeconds, boolean preparesStatements, List<String> notApplied) {

	}

	/**
	 * The evaluation of the database's health, without a probe.
	 *
	 * @param status the status, as the health endpoint would show it
	 * @param checkedAt when the database was probed last, or {@code null} if its health
	 * was never asked for
	 * @param problems why it is not up, a few words each
	 * @param recommendations what to change and why, a sentence each
	 */
	public record StateDescriptor(String status, @Nullable Instant checkedAt, List<String> problems,
			List<String> recommendations) {

		public StateDescriptor {
			problems = List.copyOf(problems);
			recommendations = List.copyOf(recommendations);
		}

	}

	/**
	 * What can be done to the connections.
	 */
	public enum Operation {

		/**
		 * Those of a thread are closed now.
		 */
		EVICT,

		/**
		 * All are replaced, the active ones when they are returned.
		 */
		RENEW

	}

	/**
	 * What was done to the connections.
	 *
	 * @param operation the operation
	 * @param connections how many connections it concerned
	 */
	public record OperationDescriptor(String operation, int connections) {

	}

	/**
	 * One setting.
	 *
	 * @param value the value as people write it
	 * @param origin where it comes from
	 */
	public record SettingDescriptor(String value, String origin) {

	}

}
