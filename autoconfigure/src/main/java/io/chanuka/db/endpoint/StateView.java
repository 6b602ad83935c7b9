package io.chanuka.db.endpoint;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A look at the judgement of the database's health, without looking at the database.
 */
@FunctionalInterface
public interface StateView {

	/**
	 * What is known now.
	 * @return the state, or {@code null} where the DataSource is not ours
	 */
	@Nullable StateDescriptor state();

	/**
	 * What is made of what is known.
	 *
	 * @param status the status, as the health endpoint would show it
	 * @param checkedAt when the database was last looked at, or {@code null} if nobody
	 * has asked for its health yet
	 * @param problems why it is not up, a few words each
	 * @param recommendations what to change and why, a sentence each
	 */
	record StateDescriptor(String status, @Nullable Instant checkedAt, List<String> problems,
			List<String> recommendations) {

		public StateDescriptor {
			problems = List.copyOf(problems);
			recommendations = List.copyOf(recommendations);
		}

	}

}
