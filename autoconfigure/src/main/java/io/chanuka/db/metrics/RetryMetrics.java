package io.chanuka.db.metrics;

import java.util.function.ToDoubleFunction;

import io.chanuka.db.retry.RetryRecorder;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of operations that are retried after transient errors.
 */
public final class RetryMetrics implements MeterBinder {

	private final RetryRecorder recorder;

	/**
	 * Create a new instance.
	 * @param recorder counts the attempts
	 */
	public RetryMetrics(RetryRecorder recorder) {
		this.recorder = recorder;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		attempts(registry, "success", RetryRecorder::succeeded);
		attempts(registry, "transient", RetryRecorder::transientErrors);
		attempts(registry, "error", RetryRecorder::otherErrors);
		FunctionCounter.builder("chanuka.db.retry.exhausted", this.recorder, RetryRecorder::exhausted)
			.description("Operations that failed with a transient error in every attempt")
			.register(registry);
	}

	private void attempts(MeterRegistry registry, String outcome, ToDoubleFunction<RetryRecorder> count) {
		FunctionCounter.builder("chanuka.db.retry.attempts", this.recorder, count)
			.tag("outcome", outcome)
			.description("Attempts of operations that are retried after transient errors")
			.register(registry);
	}

}
