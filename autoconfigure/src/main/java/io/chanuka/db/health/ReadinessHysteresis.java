package io.chanuka.db.health;

import java.time.Duration;

/**
 * Turns what is seen of the database into a readiness that does not flap: off at once, on
 * at once after a stable period, and on only after the database has been available for a
 * while if it failed shortly before.
 */
final class ReadinessHysteresis {

	private static final long CALM = Duration.ofSeconds(20).toNanos();

	private static final long PROOF = Duration.ofSeconds(5).toNanos();

	private boolean ready = true;

	private boolean alive = true;

	private long aliveSince;

	private long lastOn;

	private boolean cameOn;

	private boolean trusted = true;

	/**
	 * Takes in an observation.
	 * @param seenAlive whether the database is seen alive
	 * @param nanoTime when
	 * @return whether the application is ready
	 */
	boolean update(boolean seenAlive, long nanoTime) {
		if (seenAlive && !this.alive) {
			this.aliveSince = nanoTime;
		}
		this.alive = seenAlive;
		if (this.ready && !seenAlive) {
			this.ready = false;
			// After a short time on, the database has to stay available for a while.
			this.trusted = !this.cameOn || nanoTime - this.lastOn >= CALM;
		}
		else if (!this.ready && seenAlive && (this.trusted || nanoTime - this.aliveSince >= PROOF)) {
			this.ready = true;
			this.lastOn = nanoTime;
			this.cameOn = true;
		}
		return this.ready;
	}

}
