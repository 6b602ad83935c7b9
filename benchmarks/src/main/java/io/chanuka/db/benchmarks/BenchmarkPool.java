package io.chanuka.db.benchmarks;

import java.sql.Driver;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.settings.InputValue;
import io.chanuka.db.settings.Origin;
import io.chanuka.db.settings.input.Deployment;
import io.chanuka.db.settings.input.SettingsInput;
import io.chanuka.db.settings.resolve.SettingsResolver;
import io.chanuka.db.settings.selection.UrlCandidates;
import io.chanuka.db.settings.selection.UrlSelector;
import io.chanuka.db.statement.jdbc.DatabaseLogs;
import io.chanuka.db.tls.TlsMaterial;
import io.chanuka.db.transport.EndpointSockets;

/**
 * Makes the runtime pool as an application gets it, above another driver.
 */
final class BenchmarkPool {

	/**
	 * Uses are counted and no connection is replaced: a real one is not used up within
	 * milliseconds.
	 */
	private static final int MAXIMUM_USES = Integer.MAX_VALUE;

	private BenchmarkPool() {
	}

	/**
	 * Makes a pool; nothing is opened yet.
	 * @param driver the driver below it
	 * @return the pool
	 */
	static RuntimePool of(Driver driver) {
		return of(driver, Map.of());
	}

	/**
	 * Makes a pool whose statements are logged; nothing is opened yet.
	 * @param driver the driver below it
	 * @param properties further properties and their values
	 * @return the pool
	 */
	static RuntimePool of(Driver driver, Map<String, Object> properties) {
		Map<String, InputValue> values = new HashMap<>();
		set(values, "chanuka.db.url", "postgresql://user:password@stub/db");
		properties.forEach((name, value) -> set(values, name, value));
		SettingsInput input = new SettingsInput(values, Map.of(),
				UrlSelector.select(new UrlCandidates(values, false, false, false, false)),
				new Deployment(List.of(), null, null, false, false, false, false), List.of(), null, null, List.of(),
				List.of(), List.of());
		DatabaseSettings settings = new SettingsResolver((references) -> TlsMaterial.NONE, Clock.systemUTC())
			.resolve(input);
		RuntimePool pool = new RuntimePool();
		PhysicalConnectionSource source = PhysicalConnectionSource.runtime(driver, settings,
				EndpointSockets.of(settings), new Properties());
		source.follow(DatabaseLogs.of(settings, new UnknownContext()).runtime());
		pool.setDataSource(source);
		pool.useLimit().setMaximum(MAXIMUM_USES);
		pool.recordErrors();
		return pool;
	}

	private static void set(Map<String, InputValue> values, String name, Object value) {
		values.put(name, new InputValue(name, value, new Origin(Origin.Kind.PROPERTY, "benchmark")));
	}

}
