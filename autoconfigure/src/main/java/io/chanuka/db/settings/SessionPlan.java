package io.chanuka.db.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

import io.chanuka.db.provider.EndpointKind;
import org.jspecify.annotations.Nullable;

/**
 * How session settings are brought to an endpoint of one kind. A direct one gets them
 * with the start-up packet, at no cost. A pooler would refuse that; in session mode a
 * statement of our own does it, in transaction mode nothing may, because a session's
 * {@code SET} would reach other clients.
 *
 * @param startupOptions options for the start-up packet, or {@code null} for none
 * @param initSql what is run on each new connection, or {@code null} for nothing
 * @param queryTimeoutSeconds how long the client waits for a statement, zero for ever
 * @param prepares whether the driver may prepare statements on the server
 * @param notApplied what cannot be brought there, each as the statement by which a person
 * can
 */
public record SessionPlan(@Nullable String startupOptions, @Nullable String initSql, int queryTimeoutSeconds,
		boolean prepares, List<String> notApplied) {

	public SessionPlan {
		notApplied = List.copyOf(notApplied);
	}

	/**
	 * Brings nothing at all, as migrations need it.
	 * @param kind what a connection reaches
	 * @return the plan
	 */
	public static SessionPlan none(EndpointKind kind) {
		return new SessionPlan(null, null, 0, kind != EndpointKind.TRANSACTION_POOLED, List.of());
	}

	/**
	 * Makes the plan for a kind of endpoint.
	 * @param kind what a connection reaches
	 * @param session what should hold
	 * @param user the user of the connections, for the statements that a person may run
	 * @return the plan
	 */
	public static SessionPlan of(EndpointKind kind, SessionSettings session, @Nullable String user) {
		Map<String, Duration> timeouts = timeouts(session);
		int queryTimeout = seconds(session.queryTimeout().value());
		boolean prepares = session.preparedStatements().value() != PreparedStatements.FALSE;
		return switch (kind) {
			case DIRECT -> new SessionPlan(join(timeouts, "-c ", "=", " "), null, queryTimeout, prepares, List.of());
			case SESSION_POOLED ->
				new SessionPlan(null, join(timeouts, "SET ", " = ", "; "), queryTimeout, prepares, List.of());
			case TRANSACTION_POOLED -> transactionPooled(timeouts, session, (user != null) ? user : "<user>");
		};
	}

	private static SessionPlan transactionPooled(Map<String, Duration> timeouts, SessionSettings session, String user) {
		int query = seconds(session.queryTimeout().value());
		int statement = seconds(session.statementTimeout().value());
		int timeout = (query == 0 || statement == 0) ? Math.max(query, statement) : Math.min(query, statement);
		List<String> notApplied = new ArrayList<>();
		timeouts.forEach((name, value) -> {
			if (!name.equals("statement_timeout")) {
				notApplied.add("ALTER ROLE \"" + user.replace("\"", "\"\"") + "\" SET " + name + " = '"
						+ value.toMillis() + "ms'");
			}
		});
		return new SessionPlan(null, null, timeout, session.preparedStatements().value() == PreparedStatements.TRUE,
				notApplied);
	}

	private static Map<String, Duration> timeouts(SessionSettings session) {
		Map<String, Duration> timeouts = new LinkedHashMap<>();
		add(timeouts, "statement_timeout", session.statementTimeout().value());
		add(timeouts, "lock_timeout", session.lockTimeout().value());
		add(timeouts, "idle_in_transaction_session_timeout", session.idleInTransactionTimeout().value());
		return timeouts;
	}

	private static void add(Map<String, Duration> timeouts, String name, Duration value) {
		if (!value.isZero()) {
			timeouts.put(name, value);
		}
	}

	private static @Nullable String join(Map<String, Duration> timeouts, String before, String between,
			String delimiter) {
		if (timeouts.isEmpty()) {
			return null;
		}
		return timeouts.entrySet()
			.stream()
			.map((Entry<String, Duration> entry) -> before + entry.getKey() + between + entry.getValue().toMillis())
			.collect(Collectors.joining(delimiter));
	}

	/**
	 * The driver counts in seconds.
	 */
	private static int seconds(Duration duration) {
		return (int) ((duration.toMillis() + 999) / 1000);
	}

}
