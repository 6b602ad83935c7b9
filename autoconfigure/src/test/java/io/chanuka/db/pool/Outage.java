package io.chanuka.db.pool;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chanuka.db.testsupport.RestartableServer;
import org.awaitility.Awaitility;

/**
 * Kills a server under the load of clients and starts it again.
 */
public final class Outage {

	private static final long RETRY_INTERVAL = TimeUnit.MILLISECONDS.toNanos(5);

	private Outage() {
	}

	/**
	 * Makes a server unavailable for a while.
	 * @return how long after a plain connection succeeds the clients' first query does,
	 * for each of them
	 */
	public static Map<Clients, Duration> of(RestartableServer server, Duration length, Clients... clients) {
		long killed = System.nanoTime();
		server.kill();
		Stream.of(clients).forEach(Clients::reset);
		Duration left = length.minusNanos(System.nanoTime() - killed);
		if (!left.isNegative()) {
			Awaitility.await().pollDelay(left).atMost(left.plusMinutes(1)).until(() -> true);
		}
		CompletableFuture<Long> back = CompletableFuture.supplyAsync(() -> awaitAcceptance(server));
		server.start();
		long accepted = back.join();
		return Stream.of(clients).collect(Collectors.toMap((each) -> each, (each) -> {
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(each::haveSucceeded);
			return Duration.ofNanos(each.firstSuccess() - accepted);
		}));
	}

	private static long awaitAcceptance(RestartableServer server) {
		while (!server.accepts()) {
			LockSupport.parkNanos(RETRY_INTERVAL);
		}
		return System.nanoTime();
	}

}
