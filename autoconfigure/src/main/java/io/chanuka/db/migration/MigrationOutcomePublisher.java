package io.chanuka.db.migration;

import java.util.function.Supplier;

import io.chanuka.db.lifecycle.PhasedLifecycle;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes the outcome of the migrations as an application event. Not before the context
 * starts: a listener may need a bean that waits for the migrations.
 */
public final class MigrationOutcomePublisher extends PhasedLifecycle {

	/**
	 * After the check of the history table and before anything that may take requests.
	 */
	public static final int PHASE = MigrationHistoryCheck.PHASE + 1;

	private final Supplier<@Nullable MigrationOutcome> last;

	private final ApplicationEventPublisher publisher;

	private @Nullable MigrationOutcome published;

	/**
	 * Create a new instance.
	 * @param last gives the last outcome, or {@code null} if none is known
	 * @param publisher publishes it
	 */
	public MigrationOutcomePublisher(Supplier<@Nullable MigrationOutcome> last, ApplicationEventPublisher publisher) {
		super(PHASE);
		this.last = last;
		this.publisher = publisher;
	}

	@Override
	public void start() {
		super.start();
		MigrationOutcome outcome = this.last.get();
		if (outcome != null && !outcome.equals(this.published)) {
			this.published = outcome;
			this.publisher.publishEvent(outcome);
		}
	}

}
