package io.chanuka.db.autoconfigure;

import java.util.function.BooleanSupplier;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.EffectiveConfiguration;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.pool.activity.StatementTimeouts;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.startup.EndpointRole;
import io.chanuka.db.startup.StartupGate;
import io.chanuka.db.statement.jdbc.DatabaseLogs;
import io.chanuka.db.transport.EndpointSockets;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Gives the upgraded pool its connections, when the application has configured it.
 */
final class RuntimePoolConnections {

	private final ObjectProvider<EndpointSockets> sockets;

	private final ObjectProvider<StartupGate> gate;

	private final ObjectProvider<DatabaseLogs> logs;

	private final BooleanSupplier fetchesEagerly;

	RuntimePoolConnections(ObjectProvider<EndpointSockets> sockets, ObjectProvider<StartupGate> gate,
			ObjectProvider<DatabaseLogs> logs, BooleanSupplier fetchesEagerly) {
		this.sockets = sockets;
		this.gate = gate;
		this.logs = logs;
		this.fetchesEagerly = fetchesEagerly;
	}

	/**
	 * Takes the connections from a source of ours, unless a customizer has set another
	 * one, and begins to open them.
	 */
	void connect(DatabaseSettings decided, RuntimePool pool) {
		if (pool.getDataSource() == null) {
			EndpointSockets sockets = this.sockets.getObject();
			PhysicalConnectionSource source = PhysicalConnectionSource.runtime(decided, sockets,
					pool.getDataSourceProperties());
			this.logs.ifAvailable((logs) -> source.follow(logs.runtime()));
			pool.setDataSource(source);
			sockets.runtime().onRenewal(pool::renew);
			record(decided, pool, source);
			// Last, because a thread that finds it starts the pool.
			this.gate.ifAvailable(
					(gate) -> pool.setFirstConnection(gate.add(EndpointRole.RUNTIME, decided.runtime(), source)));
		}
		SettingsLog.report(EffectiveConfiguration.of(decided, pool));
		if (pool.source() != null && this.fetchesEagerly.getAsBoolean()) {
			pool.warmUp();
		}
	}

	private static void record(DatabaseSettings decided, RuntimePool pool, PhysicalConnectionSource source) {
		pool.recordErrors();
		pool.setExceptionOverride(
				new StatementTimeouts(decided.session().statementTimeout(), source, pool.getExceptionOverride()));
	}

}
