package io.chanuka.db.health;

import java.util.List;

import org.springframework.boot.health.contributor.Status;

/**
 * What is made of the evidence.
 *
 * @param status the status
 * @param problems why it is not up, a few words each
 * @param recommendations what to change and why, a sentence each
 */
public record HealthState(Status status, List<String> problems, List<String> recommendations) {

	/**
	 * Works, but the operator should investigate: answered with HTTP 200.
	 */
	public static final Status DEGRADED = new Status("DEGRADED");

	public HealthState {
		problems = List.copyOf(problems);
		recommendations = List.copyOf(recommendations);
	}

}
