package io.chanuka.db.pool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Names the connections that are still lent and has the server cancel what they run. What
 * they run and for how long is asked from the server at the end: recording it at each
 * borrow would cost every borrower.
 */
final class Stragglers {

	/**
	 * Naming and cancelling is one round trip, and harmless to a backend that runs
	 * nothing. One that does runs for somebody, even if it does not look lent.
	 */
	private static final String CANCEL = """
			select pid, state, left(regexp_replace(query, '\\s+', ' ', 'g'), 200),
			       extract(epoch from clock_timestamp() - coalesce(xact_start, state_change)) * 1000,
			       pg_cancel_backend(pid)
			  from pg_stat_activity
			 where (pid = any (?) or pid = any (?) and state ~ '^(active|idle in|fastpath)')
			   and usename = current_user and datname = current_database()""";

	private static final Log logger = LogFactory.getLog(Stragglers.class);

	private final PhysicalConnectionSource source;

	private final List<PhysicalConnection> open;

	private final Set<PhysicalConnection> lent;

	Stragglers(PhysicalConnectionSource source) {
		this.source = source;
		this.open = source.open();
		this.lent = this.open.stream().filter(PhysicalConnection::isLent).collect(Collectors.toSet());
	}

	/**
	 * Names and cancels them. On a thread of its own, because a server that does not
	 * answer must not keep the application from stopping.
	 * @param atMost how long to wait for the server
	 * @return all that are lent; where the server does not answer only their threads are
	 * known
	 */
	List<Straggler> cancel(Duration atMost) {
		if (this.open.isEmpty()) {
			return List.of();
		}
		FutureTask<List<Straggler>> task = new FutureTask<>(this::nameAndCancel);
		Thread thread = new Thread(task, "chanuka-db-cancel");
		thread.setDaemon(true);
		thread.start();
		try {
			return task.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("The server could not be asked for what still runs", ex);
		}
		return name(Map.of());
	}

	private List<Straggler> nameAndCancel() {
		Map<Integer, Activity> activities = new HashMap<>();
		// While the pool waits for the server, this must not: the driver can still
		// cancel.
		try (Connection connection = this.source.openOwn()) {
			cancelOnServer(connection, activities);
		}
		catch (SQLException ex) {
			logger.debug("Cannot connect to the server to cancel what still runs", ex);
		}
		List<Straggler> named = name(activities);
		// A pooler has made up these numbers, or there was no connection left for us.
		this.lent.stream()
			.filter((connection) -> !activities.containsKey(connection.backend()))
			.forEach(Stragglers::cancelByProtocol);
		return named;
	}

	private void cancelOnServer(Connection connection, Map<Integer, Activity> activities) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(CANCEL)) {
			statement.setArray(1, connection.createArrayOf("int4", backends(this.lent)));
			statement.setArray(2, connection.createArrayOf("int4", backends(this.open)));
			ResultSet rows = statement.executeQuery();
			while (rows.next()) {
				activities.put(rows.getInt(1),
						new Activity(rows.getString(2), rows.getString(3), Duration.ofMillis(rows.getLong(4))));
			}
		}
	}

	private static Integer[] backends(Collection<PhysicalConnection> connections) {
		return connections.stream().map(PhysicalConnection::backend).toArray(Integer[]::new);
	}

	private static void cancelByProtocol(PhysicalConnection connection) {
		try {
			connection.cancel();
		}
		catch (SQLException ex) {
			logger.debug(LogMessage.format("Could not cancel what runs on %s", connection), ex);
		}
	}

	private List<Straggler> name(Map<Integer, Activity> activities) {
		return this.open.stream()
			.filter((connection) -> this.lent.contains(connection) || activities.containsKey(connection.backend()))
			.map((connection) -> name(connection, activities.get(connection.backend())))
			.toList();
	}

	private static Straggler name(PhysicalConnection connection, @Nullable Activity activity) {
		if (activity == null) {
			return new Straggler(connection.holder(), null, null, null, connection.borrowedAt());
		}
		String statement = connection.sendsValuesApart() ? activity.statement() : null;
		return new Straggler(connection.holder(), activity.state(), activity.age(), statement, connection.borrowedAt());
	}

	/**
	 * What the server says of one of its processes.
	 */
	private record Activity(@Nullable String state, @Nullable String statement, Duration age) {

	}

}
