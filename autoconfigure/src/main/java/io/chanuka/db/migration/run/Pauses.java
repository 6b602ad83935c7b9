package io.chanuka.db.migration.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.chanuka.db.migration.MigrationException;

/**
 * Pauses between attempts, each twice as long as the one before up to a maximum, and
 * spread by a quarter.
 */
final class Pauses {

	private final Duration longest;

	private Duration next;

	Pauses(Duration first, Duration longest) {
		this.next = first;
		this.longest = longest;
	}

	/**
	 * How long the next pause is.
	 */
	Duration next() {
		Duration base = this.next;
		Duration doubled = base.multipliedBy(2);
		this.next = (doubled.compareTo(this.longest) < 0) ? doubled : this.longest;
		return base.plusMillis(ThreadLocalRandom.current().nextLong(base.toMillis() / 4 + 1));
	}

	/**
	 * Waits in the one thread state in which Spring interrupts a start at SIGTERM: a
	 * sleep or a timed wait would last to its end.
	 * @throws MigrationException if the application stops meanwhile
	 */
	static void pause(Duration duration) {
		try {
			new CompletableFuture<Void>().completeOnTimeout(null, duration.toMillis(), TimeUnit.MILLISECONDS).get();
		}
		catch (InterruptedException ex) {
			throw stopped(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static MigrationException stopped(Throwable cause) {
		return new MigrationException("The application stops while it waits for its migrations",
				"Start it again: migrations that are applied stay applied.", cause);
	}

}
