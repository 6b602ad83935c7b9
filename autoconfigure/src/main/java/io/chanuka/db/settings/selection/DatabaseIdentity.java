package io.chanuka.db.settings.selection;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.chanuka.db.provider.ProviderDetector;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.HostAndPort;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

/**
 * What identifies a database although hosts may differ, as a pooler's and the server's
 * do: the name, the tenant of a provider that serves several from one host, and whether
 * the server is on this machine.
 *
 * @param name the name of the database, by default the user's, or {@code null} if neither
 * is known
 * @param tenant the tenant, or {@code null} if the provider has none
 * @param isLoopback whether all hosts are this machine
 */
public record DatabaseIdentity(@Nullable String name, @Nullable String tenant, boolean isLoopback) {

	static DatabaseIdentity of(PostgresUrl url, Credentials credentials) {
		Credentials known = credentials.orElse(url.credentials());
		String name = (url.database() != null) ? url.database() : known.username();
		return new DatabaseIdentity(name, new ProviderDetector().tenant(url, known.username()),
				url.hosts().stream().allMatch(HostAndPort::isLoopback));
	}

	/**
	 * Whether both URLs lead to the same database of the same servers.
	 * @param left a URL
	 * @param right another one
	 * @return {@code true} if hosts and database are equal
	 */
	static boolean isSameTarget(PostgresUrl left, PostgresUrl right) {
		return addresses(left).equals(addresses(right)) && Objects.equals(left.database(), right.database());
	}

	/**
	 * Whether both URLs name the same hosts, on whatever ports.
	 * @param left a URL
	 * @param right another one
	 * @return {@code true} if the names are equal
	 */
	public static boolean haveSameHosts(PostgresUrl left, PostgresUrl right) {
		return names(left).equals(names(right));
	}

	private static List<String> addresses(PostgresUrl url) {
		return url.hosts().stream().map((host) -> host.toString().toLowerCase(Locale.ROOT)).toList();
	}

	private static List<String> names(PostgresUrl url) {
		return url.hosts().stream().map((host) -> host.host().toLowerCase(Locale.ROOT)).toList();
	}

}
