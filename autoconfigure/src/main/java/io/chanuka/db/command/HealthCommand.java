package io.chanuka.db.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Probes the database and reports the health that Actuator would.
 */
public final class HealthCommand implements DatabaseCommand {

	private static final Set<Status> FAILED = Set.of(Status.DOWN, Status.OUT_OF_SERVICE);

	private final Runnable probe;

	private final CompositeHealthContributor database;

	private final boolean detail;

	/**
	 * Create a new instance.
	 * @param probe probes, and waits for the answer
	 * @param database the contributor {@code db}
	 * @param detail whether to report every detail
	 */
	public HealthCommand(Runnable probe, CompositeHealthContributor database, boolean detail) {
		this.probe = probe;
		this.database = database;
		this.detail = detail;
	}

	@Override
	public CommandReport run() {
		this.probe.run();
		List<List<@Nullable String>> components = new ArrayList<>();
		List<List<@Nullable String>> details = new ArrayList<>();
		List<String> actions = new ArrayList<>();
		boolean succeeded = true;
		for (HealthContributors.Entry entry : this.database) {
			Health health = health(entry.contributor());
			components.add(List.of(entry.name(), health.getStatus().getCode(), summary(health)));
			new TreeMap<>(health.getDetails())
				.forEach((name, value) -> details.add(List.of(entry.name(), name, shown(value))));
			if (health.getDetails().get("recommendations") instanceof List<?> recommended) {
				recommended.forEach((each) -> actions.add(each.toString()));
			}
			succeeded &= !FAILED.contains(health.getStatus());
		}
		List<ReportTable> tables = new ArrayList<>();
		tables.add(new ReportTable("components", List.of("component", "status", "detail"), components));
		if (this.detail) {
			tables.add(new ReportTable("details", List.of("component", "detail", "value"), details));
		}
		return new CommandReport(CommandName.HEALTH, succeeded, Map.of(), tables, actions);
	}

	private static Health health(@Nullable HealthContributor contributor) {
		Health health = (contributor instanceof HealthIndicator indicator) ? indicator.health() : null;
		return (health != null) ? health : Health.unknown().build();
	}

	private static String summary(Health health) {
		Map<String, Object> details = health.getDetails();
		if (details.get("problems") instanceof List<?> problems) {
			Object error = details.get("lastError");
			return problems.stream().map(Object::toString).collect(Collectors.joining("; "))
					+ ((error != null) ? " (" + error + ")" : "");
		}
		for (String name : List.of("responseTimeMs", "lastMigration", "outcome", "error")) {
			if (details.containsKey(name)) {
				return name.equals("responseTimeMs") ? details.get(name) + " ms" : shown(details.get(name));
			}
		}
		return "";
	}

	private static String shown(@Nullable Object value) {
		return String.valueOf(value);
	}

}
