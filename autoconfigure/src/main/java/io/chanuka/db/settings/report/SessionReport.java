package io.chanuka.db.settings.report;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chanuka.db.settings.DurationFormat;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.SessionPlan;
import io.chanuka.db.settings.SessionSettings;

/**
 * How the timeouts reach the sessions of the runtime, in words.
 */
final class SessionReport {

	private final EndpointSettings endpoint;

	private final SessionSettings session;

	private final SessionPlan plan;

	SessionReport(EndpointSettings endpoint, SessionSettings session) {
		this.endpoint = endpoint;
		this.session = session;
		this.plan = SessionPlan.of(endpoint.kind(), session, endpoint.username());
	}

	/**
	 * The report, and below it what a person may run for what cannot be applied.
	 * @return its lines
	 */
	List<String> lines() {
		String text = Stream.of(timeouts(), cancelling(), options(), preparing())
			.filter((part) -> !part.isEmpty())
			.collect(Collectors.joining("; "));
		return Stream
			.concat(Stream.of(text.isEmpty() ? "no timeout" : text), this.plan.notApplied()
				.stream()
				.map((statement) -> "Not applied behind a pooler in transaction mode; it would be by: " + statement))
			.toList();
	}

	private String timeouts() {
		String how = (this.plan.startupOptions() != null) ? "sent when a session starts" : "set on each new connection";
		if (this.plan.startupOptions() == null && this.plan.initSql() == null) {
			return "";
		}
		return Stream
			.of(this.session.statementTimeout(), this.session.lockTimeout(), this.session.idleInTransactionTimeout())
			.filter((setting) -> !setting.value().isZero())
			.map((setting) -> setting.key() + " " + DurationFormat.format(setting.value()))
			.collect(Collectors.joining(", ", "", ", " + how));
	}

	private String cancelling() {
		int seconds = this.plan.queryTimeoutSeconds();
		return (seconds > 0)
				? "the client cancels statements after " + DurationFormat.format(Duration.ofSeconds(seconds)) : "";
	}

	private String options() {
		boolean theirs = this.endpoint.parameters().containsKey("options");
		return (theirs && this.plan.startupOptions() != null) ? "the options of the URL come last" : "";
	}

	private String preparing() {
		return this.plan.prepares() ? "" : "nothing is prepared on the server";
	}

}
