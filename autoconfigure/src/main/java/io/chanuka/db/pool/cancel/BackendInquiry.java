package io.chanuka.db.pool.cancel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.chanuka.db.connection.PhysicalConnection;
import io.chanuka.db.connection.source.PhysicalConnectionSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server what its backends do and has it cancel statements, over a connection
 * that no pool knows. On a thread of its own: a server that does not answer must not keep
 * the application from stopping.
 */
public final class BackendInquiry implements AutoCloseable {

	private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(3);

	/**
	 * One round trip. A backend that runs another statement by now is left alone.
	 */
	private static final String CANCEL = """
			select pid, pg_cancel_backend(pid)
			  from pg_stat_activity join unnest(?, ?) as asked (pid, began) using (pid)
			 where state in ('active', 'fastpath function call')
			   and extract(epoch from query_start)::text = began
			   and usename = current_user and datname = current_database()""";

	private static final Log logger = LogFactory.getLog(BackendInquiry.class);

	private final PhysicalConnectionSource source;

	private final ExecutorService thread = Executors.newSingleThreadExecutor((task) -> {
		Thread created = new Thread(task, "chanuka-db-cancel");
		created.setDaemon(true);
		return created;
	});

	private @Nullable Connection connection;

	private boolean closed;

	private volatile long asked;

	private volatile boolean answered = true;

	public BackendInquiry(PhysicalConnectionSource source) {
		this.source = source;
	}

	/**
	 * Begins to ask what backends do.
	 * @param connections their connections
	 * @return the answer to come, by process id; backends that the server does not know
	 * are missing
	 */
	public Future<Map<Integer, BackendActivity>> ask(Collection<PhysicalConnection> connections) {
		Integer[] pids = connections.stream().map(PhysicalConnection::backend).toArray(Integer[]::new);
		return submit(() -> activities(pids));
	}

	/**
	 * Has the server cancel the statements that backends ran when they were asked.
	 * @param activities what they ran
	 * @return the process ids of those that were sent the signal, to come
	 */
	Future<Set<Integer>> cancel(List<BackendActivity> activities) {
		Integer[] pids = activities.stream().map(BackendActivity::pid).toArray(Integer[]::new);
		String[] began = activities.stream().map(BackendActivity::began).toArray(String[]::new);
		return submit(() -> cancel(pids, began));
	}

	private <T> Future<T> submit(Callable<T> question) {
		this.asked = System.nanoTime();
		this.answered = false;
		return this.thread.submit(() -> {
			T answer = question.call();
			this.answered = true;
			return answer;
		});
	}

	/**
	 * Whether the server has not answered the last question.
	 * @param timeout how long it may take
	 * @return {@code true} if that time is over
	 */
	boolean isUnanswered(Duration timeout) {
		return !this.answered && System.nanoTime() - this.asked >= timeout.toNanos();
	}

	/**
	 * Waits for an answer.
	 * @param <T> the type of the answer
	 * @param answer the answer to come
	 * @param timeout how long to wait
	 * @return the answer, or nothing if there is none in time
	 */
	public static <T> Optional<T> await(Future<T> answer, Duration timeout) {
		try {
			return Optional.of(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("The server could not be asked for active statements", ex);
		}
		return Optional.empty();
	}

	private Map<Integer, BackendActivity> activities(Integer[] pids) throws SQLException {
		Map<Integer, BackendActivity> activities = new HashMap<>();
		Connection open = connection();
		try (PreparedStatement statement = open.prepareStatement(BackendActivity.QUERY)) {
			statement.setArray(1, open.createArrayOf("int4", pids));
			ResultSet rows = statement.executeQuery();
			while (rows.next()) {
				BackendActivity activity = BackendActivity.of(rows);
				activities.put(activity.pid(), activity);
			}
		}
		return activities;
	}

	private Set<Integer> cancel(Integer[] pids, String[] began) throws SQLException {
		Set<Integer> cancelled = new HashSet<>();
		Connection open = connection();
		try (PreparedStatement statement = open.prepareStatement(CANCEL)) {
			statement.setArray(1, open.createArrayOf("int4", pids));
			statement.setArray(2, open.createArrayOf("text", began));
			ResultSet rows = statement.executeQuery();
			while (rows.next()) {
				if (rows.getBoolean(2)) {
					cancelled.add(rows.getInt(1));
				}
			}
		}
		return cancelled;
	}

	/**
	 * The connection is kept from question to question. It is opened past any wait for
	 * the server: the driver can still cancel.
	 */
	private Connection connection() throws SQLException {
		Connection open = kept();
		if (open == null || open.isClosed()) {
			open = this.source.openForProbe(LOGIN_TIMEOUT);
			keep(open);
		}
		return open;
	}

	private synchronized @Nullable Connection kept() {
		return this.connection;
	}

	private synchronized void keep(Connection opened) throws SQLException {
		this.connection = opened;
		if (this.closed) {
			opened.close();
		}
	}

	/**
	 * A server that does not answer is not waited for.
	 */
	@Override
	public void close() {
		boolean unanswered = !this.answered;
		this.thread.shutdownNow();
		synchronized (this) {
			this.closed = true;
			close(this.connection, unanswered);
		}
	}

	private static void close(@Nullable Connection open, boolean unanswered) {
		try {
			if (open != null && unanswered) {
				open.abort(Runnable::run);
			}
			else if (open != null) {
				open.close();
			}
		}
		catch (SQLException ex) {
			logger.debug("The connection for questions to the server could not be closed", ex);
		}
	}

}
