package io.chanuka.db.autoconfigure.diagnostics.login;

import java.util.List;
import java.util.stream.IntStream;

import io.chanuka.db.autoconfigure.diagnostics.failure.ServerInquiry;
import org.jspecify.annotations.Nullable;

/**
 * How many connections the server allows.
 *
 * @param server those of the server, reserved ones included
 * @param reserved those that the server reserves
 * @param role those of the user, negative for any number
 * @param database those of the database, negative for any number
 * @param open those that were open when the server was asked
 */
record ConnectionLimits(int server, int reserved, int role, int database, int open) {

	private static final String QUERY = """
			select current_setting('max_connections')::int,
			current_setting('superuser_reserved_connections')::int
				+ coalesce(nullif(current_setting('reserved_connections', true), ''), '0')::int,
			(select rolconnlimit from pg_roles where rolname = current_user),
			(select datconnlimit from pg_database where datname = current_database()),
			(select count(*) from pg_stat_activity where backend_type = 'client backend')""";

	/**
	 * Asks the server. It does not answer if it has no connection left for that either.
	 * @return the limits, or {@code null} if there is no answer
	 */
	static @Nullable ConnectionLimits ask(ServerInquiry server) {
		List<String> row = server.rowOfFullServer(QUERY);
		if (row.isEmpty()) {
			return null;
		}
		int[] numbers = row.stream().mapToInt(Integer::parseInt).toArray();
		return new ConnectionLimits(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
	}

	/**
	 * How many of them one application can have.
	 */
	int usable() {
		return IntStream.of(this.server - this.reserved, this.role, this.database)
			.filter((limit) -> limit >= 0)
			.min()
			.orElse(0);
	}

	@Override
	public String toString() {
		return "max_connections " + this.server + ", of which " + this.reserved + " are reserved; limit of the user "
				+ limit(this.role) + ", of the database " + limit(this.database) + "; open now " + this.open;
	}

	private static String limit(int number) {
		return (number >= 0) ? Integer.toString(number) : "none";
	}

}
