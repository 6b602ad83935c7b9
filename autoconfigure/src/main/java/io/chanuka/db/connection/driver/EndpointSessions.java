package io.chanuka.db.connection.driver;

import io.chanuka.db.connection.PoolerEvidence;
import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.SessionPlan;
import io.chanuka.db.settings.SessionSettings;
import org.jspecify.annotations.Nullable;

/**
 * What is known by now of the sessions at an endpoint: what a connection reaches, and how
 * the session settings are brought there.
 */
public final class EndpointSessions {

	private final EndpointSettings endpoint;

	private final @Nullable SessionSettings session;

	private final PoolerDetector detector;

	/**
	 * Whether options in the start-up packet have been refused, which they will be again.
	 */
	private volatile boolean withoutOptions;

	/**
	 * Create a new instance.
	 * @param endpoint the endpoint
	 * @param session what should hold in the sessions, or {@code null} for nothing
	 * @param detector detects a pooler
	 */
	EndpointSessions(EndpointSettings endpoint, @Nullable SessionSettings session, PoolerDetector detector) {
		this.endpoint = endpoint;
		this.session = session;
		this.detector = detector;
	}

	/**
	 * What a connection reaches, as far as it is known from the address and the
	 * connections by now.
	 * @return the kind
	 */
	public EndpointKind kind() {
		return this.detector.kind();
	}

	/**
	 * What the connections themselves reveal of a pooler.
	 * @return the evidence
	 */
	public PoolerEvidence poolerEvidence() {
		return this.detector.evidence();
	}

	/**
	 * Whether the process id of a connection is the one that the server knows. A pooler
	 * makes up its own.
	 * @return {@code true} if so
	 */
	public boolean hasServerProcessIds() {
		return kind() == EndpointKind.DIRECT && poolerEvidence() == PoolerEvidence.NONE;
	}

	/**
	 * How the session settings are brought to the endpoint.
	 * @return the plan that holds now
	 */
	public SessionPlan plan() {
		return plan(treatedAs());
	}

	SessionPlan plan(EndpointKind kind) {
		return (this.session != null) ? SessionPlan.of(kind, this.session, this.endpoint.username())
				: SessionPlan.none(kind);
	}

	/**
	 * Where options are refused, a session that no other client shares is set up by a
	 * statement; one that could be shared is not, whatever is configured.
	 */
	EndpointKind treatedAs() {
		EndpointKind kind = kind();
		if (kind != EndpointKind.DIRECT || !this.withoutOptions) {
			return kind;
		}
		return (poolerEvidence() == PoolerEvidence.NONE) ? EndpointKind.SESSION_POOLED
				: EndpointKind.TRANSACTION_POOLED;
	}

	/**
	 * Notes that options in the start-up packet were refused.
	 */
	void optionsRefused() {
		this.withoutOptions = true;
	}

	boolean refusesOptions() {
		return this.withoutOptions;
	}

	/**
	 * Whether settings hold in the sessions. None do in those of migrations.
	 */
	boolean hasSettings() {
		return this.session != null;
	}

}
