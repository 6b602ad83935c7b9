package io.chanuka.db.migration.guard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chanuka.db.settings.DeploymentEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The comment of a database that states which environment it belongs to.
 *
 * @param environment the environment
 * @param identity the database that was marked
 */
record EnvironmentMark(DeploymentEnvironment environment, DatabaseIdentity identity) {

	private static final Pattern TEXT = Pattern
		.compile("Chanuka DB: environment (\\w+), cluster (\\d+), database (\\d+)(?:, tenant (.+))?");

	/**
	 * Reads a comment.
	 * @return the mark, or {@code null} if the comment is none
	 */
	static @Nullable EnvironmentMark parse(@Nullable String comment) {
		Matcher matcher = TEXT.matcher((comment != null) ? comment.strip() : "");
		if (!matcher.matches()) {
			return null;
		}
		DeploymentEnvironment environment = DeploymentEnvironment.named(matcher.group(1));
		return (environment != null)
				? new EnvironmentMark(environment,
						new DatabaseIdentity(matcher.group(2), Long.parseLong(matcher.group(3)), matcher.group(4)))
				: null;
	}

	/**
	 * The comment.
	 */
	String text() {
		String tenant = this.identity.tenant();
		return "Chanuka DB: environment " + this.environment + ", cluster " + this.identity.systemIdentifier()
				+ ", database " + this.identity.databaseOid() + ((tenant != null) ? ", tenant " + tenant : "");
	}

}
