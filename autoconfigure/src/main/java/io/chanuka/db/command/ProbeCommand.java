package io.chanuka.db.command;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.chanuka.db.pool.probe.ProbeOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Probes the database where the application has no health of it: without Actuator, or
 * with the contributor {@code db} switched off.
 */
public final class ProbeCommand implements DatabaseCommand {

	private final Supplier<@Nullable ProbeOutcome> probe;

	/**
	 * Create a new instance.
	 * @param probe probes, and gives {@code null} if nothing was learnt
	 */
	public ProbeCommand(Supplier<@Nullable ProbeOutcome> probe) {
		this.probe = probe;
	}

	@Override
	public CommandReport run() {
		ProbeOutcome outcome = this.probe.get();
		boolean up = outcome != null && outcome.isAlive();
		String detail = (outcome != null) ? detail(outcome) : "no answer";
		return new CommandReport(CommandName.HEALTH, up, Map.of(),
				List.of(new ReportTable("components", List.of("component", "status", "detail"),
						List.of(List.<@Nullable String>of("runtime", up ? "UP" : "DOWN", detail)))),
				List.of());
	}

	private static String detail(ProbeOutcome outcome) {
		if (outcome.failure() != null) {
			return outcome.failure().toString();
		}
		return (outcome.responseTime() != null) ? outcome.responseTime().toMillis() + " ms" : "";
	}

}
