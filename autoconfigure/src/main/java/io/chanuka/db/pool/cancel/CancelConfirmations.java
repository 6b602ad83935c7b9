package io.chanuka.db.pool.cancel;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.zaxxer.hikari.SQLExceptionOverride;
import org.jspecify.annotations.Nullable;

/**
 * The threads that got SQLSTATE 57014 while statements are cancelled. HikariCP reports
 * every error of an active connection here, on the thread that gets it.
 */
public final class CancelConfirmations implements SQLExceptionOverride {

	private static final String CANCELED = "57014";

	private @Nullable SQLExceptionOverride next;

	/**
	 * Noted only while statements are cancelled.
	 */
	private volatile @Nullable Set<Thread> threads;

	private int cancels;

	/**
	 * Hands every error on.
	 * @param following decides what becomes of the connection
	 * @return this
	 */
	public CancelConfirmations before(SQLExceptionOverride following) {
		this.next = following;
		return this;
	}

	/**
	 * Statements may be cancelled for two reasons at a time.
	 */
	synchronized void begin() {
		if (this.cancels++ == 0) {
			this.threads = ConcurrentHashMap.newKeySet();
		}
	}

	synchronized void end() {
		if (--this.cancels == 0) {
			this.threads = null;
		}
	}

	/**
	 * The threads so far.
	 */
	Set<Thread> threads() {
		Set<Thread> noted = this.threads;
		return (noted != null) ? Set.copyOf(noted) : Set.of();
	}

	@java.lang.Override
	public Override adjudicate(SQLException exception) {
		Set<Thread> noted = this.threads;
		if (noted != null && CANCELED.equals(exception.getSQLState())) {
			noted.add(Thread.currentThread());
		}
		return (this.next != null) ? this.next.adjudicate(exception) : Override.CONTINUE_EVICT;
	}

}
