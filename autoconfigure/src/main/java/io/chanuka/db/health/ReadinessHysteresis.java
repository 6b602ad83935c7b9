package io.chanuka.db.health;

import java.time.Duration;

/**
 * Turns what is seen of the database into a readiness that does not flap: off at once, on
 * at once after a time of quiet, and on only after the database has stayed for a while if
 * it has just come and gone.
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
	boolean observe(boolean seenAlive, long nanoTime) {
		if (seenAlive && !this.alive) {
			this.aliveSince = nanoTime;
		}
		this.alive = seenAlive;
		if (this.ready && !seenAlive) {
			this.ready = false;
			// Who goes off soon after having come on has to prove itself.
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
