package io.chanuka.db.autoconfigure.diagnostics.connection;

import java.net.ConnectException;
import java.util.Set;

import io.chanuka.db.autoconfigure.diagnostics.failure.DatabaseFailure;
import io.chanuka.db.autoconfigure.diagnostics.failure.Explanation;
import io.chanuka.db.autoconfigure.diagnostics.failure.FailureExplanation;
import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.provider.Provider;
import org.jspecify.annotations.Nullable;

/**
 * A host with an IPv6 address only, and a machine without IPv6.
 */
public final class Ipv6OnlyHost implements FailureExplanation {

	/**
	 * How an attempt without IPv6 ends, by the network of the machine: packets to
	 * addresses outside may be dropped.
	 */
	private static final Set<FailureKind> MISSED = Set.of(FailureKind.UNKNOWN_HOST, FailureKind.UNREACHABLE,
			FailureKind.TIMEOUT);

	@Override
	public String sentence() {
		return "Host {host} has an IPv6 address only, which this machine cannot reach.";
	}

	@Override
	public @Nullable Explanation explain(DatabaseFailure failure) {
		boolean unreachable = failure.kind() == FailureKind.NO_IPV6
				|| (MISSED.contains(failure.kind()) && failure.endpoint().provider().traits().ipv6Only());
		if (!unreachable || failure.has(ConnectException.class)) {
			return null;
		}
		Explanation explanation = Explanation.of(sentence(), "host", failure.endpoint().host());
		if (failure.endpoint().provider().provider() != Provider.SUPABASE) {
			return explanation
				.action("Enable IPv6 on this machine, or use a host with an IPv4 address in " + failure.origin()
						+ ". Check with:")
				.run("getent ahosts " + failure.endpoint().host());
		}
		return explanation
			.because("Direct hosts of Supabase have no IPv4 address unless the project has the IPv4 add-on.")
			.action("Use the session pooler in " + failure.origin()
					+ ", which migrations can use as well; its host is under Connect in the dashboard:")
			.run("postgresql://postgres." + tenant(failure) + ":<password>@<host of the session pooler>:5432/"
					+ failure.database());
	}

	private static String tenant(DatabaseFailure failure) {
		return failure.endpoint().host().replaceAll("^db\\.|\\.supabase\\.co$", "");
	}

}
