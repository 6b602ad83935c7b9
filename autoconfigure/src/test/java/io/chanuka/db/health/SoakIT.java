package io.chanuka.db.health;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import io.chanuka.db.testsupport.BlackHole;
import io.chanuka.db.testsupport.PgBouncer;
import io.chanuka.db.testsupport.RestartableServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.springframework.core.log.LogMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two applications, one of them behind PgBouncer, with sixteen clients under changing
 * faults for as many minutes as {@code -Dsoak.minutes} states. Afterwards threads,
 * connections and heap are what they were before, and after each change the health was
 * right within 2.5 s.
 */
@Tag("endurance")
@EnabledIf(value = "io.chanuka.db.testsupport.PgBouncer#isInstalled", disabledReason = "pgbouncer is not installed")
class SoakIT {

	private static final Log logger = LogFactory.getLog(SoakIT.class);

	private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("soak.minutes", 30));

	private static final Duration LIMIT = Duration.ofMillis(Integer.getInteger("soak.limit-millis", 2500));

	/**
	 * Behind a pooler a server that does not answer is unknown until then.
	 */
	private static final Duration POOLED_LIMIT = SoakedApplication.STUCK_AFTER.plus(LIMIT);

	private static final long HEAP = 16 << 20;

	private final List<String> late = new ArrayList<>();

	private final Map<String, List<Long>> times = new TreeMap<>();

	private final RestartableServer server;

	private final BlackHole proxy;

	private final PgBouncer pooler;

	private final SoakedApplication direct;

	private final SoakedApplication pooled;

	SoakIT() throws IOException {
		this.server = new RestartableServer();
		this.proxy = new BlackHole(this.server.port());
		this.pooler = PgBouncer.start(this.server);
		this.direct = new SoakedApplication("direct",
				this.server.url().replace(":" + this.server.port() + "/", ":" + this.proxy.port() + "/")
						+ "&socketTimeout=6");
		this.pooled = new SoakedApplication("pooled", this.pooler.url(this.server));
	}

	@Test
	void nothingIsLeftAndHealthIsRight() throws Exception {
		try (this.server; this.proxy; this.pooler; this.direct; this.pooled) {
			// What is loaded and opened once is no leak.
			faults();
			State before = rest();
			long end = System.nanoTime() + LENGTH.toNanos();
			while (System.nanoTime() < end) {
				faults();
			}
			State after = rest();
			report(before, after);
			assertThat(this.late).isEmpty();
			assertThat(after.connections()).isEqualTo(before.connections());
			assertThat(this.server.connections()).isBetween(SoakedApplication.CLIENTS,
					SoakedApplication.CLIENTS + PgBouncer.SERVER_CONNECTIONS);
			assertThat(before.threads()).as("before").containsAll(after.threads());
			assertThat(after.allThreads()).isLessThan(before.allThreads() + SoakedApplication.CLIENTS);
			assertThat(after.heap()).isLessThan(before.heap() + HEAP);
		}
	}

	/**
	 * Each of them once.
	 */
	private void faults() throws Exception {
		this.direct.work();
		this.pooled.work();
		List<Fault> all = List.of(this::kill, this::freeze, this::blackHole, this::refuse, this::fullServer,
				this::restartPooler, this::slowQueries, this::cycle);
		for (Fault fault : all) {
			fault.run();
			pause(1000);
		}
		this.direct.rest();
		this.pooled.rest();
	}

	private void kill() {
		this.server.kill();
		checkAll("server killed", true, System.nanoTime());
		pause(1000);
		this.server.start();
		checkAll("server started", false, System.nanoTime());
	}

	private void freeze() {
		this.server.freeze(true);
		checkAll("server frozen", true, System.nanoTime());
		pause(1000);
		this.server.freeze(false);
		checkAll("server thawed", false, System.nanoTime());
	}

	/**
	 * As long as the driver waits for an answer.
	 */
	private void blackHole() {
		this.proxy.swallow();
		long begin = System.nanoTime();
		check("black hole", this.direct, true, begin, LIMIT);
		holds("black hole", this.pooled, false, Duration.ofSeconds(7));
		this.proxy.answer();
		checkAll("black hole over", false, System.nanoTime());
	}

	private void refuse() throws Exception {
		this.proxy.refuse(true);
		this.direct.evictOne();
		holds("new connections refused", this.direct, false, Duration.ofSeconds(3));
		this.proxy.refuse(false);
		checkAll("new connections accepted", false, System.nanoTime());
	}

	private void fullServer() throws Exception {
		this.server.execute("alter role " + RestartableServer.USER + " connection limit 1");
		this.direct.evictOne();
		this.direct.evictOne();
		holds("full server", this.direct, false, Duration.ofSeconds(3));
		this.server.execute("alter role " + RestartableServer.USER + " connection limit -1");
		checkAll("free connections on the server", false, System.nanoTime());
	}

	private void restartPooler() throws Exception {
		this.pooler.kill();
		check("pooler killed", this.pooled, true, System.nanoTime(), LIMIT);
		holds("pooler killed", this.direct, false, Duration.ofSeconds(1));
		this.pooler.start();
		checkAll("pooler started", false, System.nanoTime());
	}

	private void slowQueries() {
		this.direct.execute("select pg_sleep(3)");
		this.pooled.execute("select pg_sleep(3)");
		holds("slow queries", this.direct, false, Duration.ofSeconds(4));
		holds("slow queries", this.pooled, false, Duration.ofSeconds(4));
		this.direct.execute("select pg_sleep(0.02)");
		this.pooled.execute("select pg_sleep(0.02)");
		pause(3000);
	}

	private void cycle() {
		for (int i = 0; i < 3; i++) {
			this.server.kill();
			pause(500);
			this.server.start();
			pause(500);
		}
		checkAll("end of cycles", false, System.nanoTime());
	}

	private void checkAll(String change, boolean down, long begin) {
		CompletableFuture<Void> other = CompletableFuture.runAsync(
				() -> check(change, this.pooled, down, begin, down ? POOLED_LIMIT : LIMIT),
				(task) -> new Thread(task).start());
		check(change, this.direct, down, begin, LIMIT);
		other.join();
	}

	private synchronized void record(String name, Duration time, boolean right, SoakedApplication application) {
		this.times.computeIfAbsent(name, (key) -> new ArrayList<>()).add(time.toMillis());
		if (!right) {
			this.late.add(name + " after " + time.toMillis() + " ms: " + application.describe());
			logger.warn(this.late.get(this.late.size() - 1));
		}
	}

	private void check(String change, SoakedApplication application, boolean down, long begin, Duration limit) {
		Duration time = application.awaitDown(down, begin, limit);
		String name = change + ", " + ((application == this.direct) ? "direct" : "pooled");
		record(name, time, time.compareTo(limit) <= 0, application);
	}

	private void holds(String change, SoakedApplication application, boolean down, Duration duration) {
		long begin = System.nanoTime();
		while (System.nanoTime() - begin < duration.toNanos()) {
			if (application.isDown() != down) {
				this.late.add(change + " is wrong: " + application.describe());
				logger.warn(this.late.get(this.late.size() - 1));
			}
			pause(50);
		}
	}

	/**
	 * What is there without load, once everything has ended that ends by itself.
	 */
	private State rest() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(500))
			.until(() -> List.of(SoakedApplication.CLIENTS, SoakedApplication.CLIENTS).equals(this.direct.connections())
					&& this.direct.connections().equals(this.pooled.connections()));
		// An idle worker of ours ends after half a minute, one of Tomcat's after a whole.
		pause(Math.min(75_000, LENGTH.toMillis() / 3));
		long heap = Long.MAX_VALUE;
		for (int i = 0; i < 5; i++) {
			System.gc();
			pause(200);
			heap = Math.min(heap, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
		}
		List<Integer> connections = new ArrayList<>(this.direct.connections());
		connections.addAll(this.pooled.connections());
		return new State(threads(), Thread.getAllStackTraces().size(), connections, heap);
	}

	/**
	 * Those of pool, health and driver. Numbers in names are left out, but not their
	 * count.
	 */
	private static List<String> threads() {
		Map<String, Long> counts = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map((thread) -> thread.getName().replaceAll("\\d+", "#"))
			.filter((name) -> name.contains("chanuka") || name.contains("Hikari") || name.contains("PostgreSQL"))
			.collect(Collectors.groupingBy((name) -> name, TreeMap::new, Collectors.counting()));
		List<String> all = new ArrayList<>();
		counts.forEach((name, count) -> {
			for (int i = 1; i <= count; i++) {
				all.add(name + " (" + i + ")");
			}
		});
		return all;
	}

	private void report(State before, State after) {
		StringBuilder table = new StringBuilder();
		this.times.forEach((name, all) -> {
			List<Long> sorted = all.stream().sorted().toList();
			table.append(String.format("| %s | %d | %d | %d |%n", name, sorted.size(), sorted.get(sorted.size() / 2),
					sorted.get(sorted.size() - 1)));
		});
		logger.info(LogMessage.format("Soak of %d min%n| change | times | median ms | longest ms |%n%s",
				LENGTH.toMinutes(), table));
		logger.info(LogMessage.format("Threads %d and %d, connections %s and %s, heap %d and %d KiB; %s; %s",
				before.allThreads(), after.allThreads(), before.connections(), after.connections(), before.heap() >> 10,
				after.heap() >> 10, this.direct.describe(), this.pooled.describe()));
		this.late.forEach(logger::warn);
	}

	private static void pause(long millis) {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		while (end - System.nanoTime() > 0) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
	}

	/**
	 * One kind of trouble, from its beginning to its end.
	 */
	@FunctionalInterface
	private interface Fault {

		void run() throws Exception;

	}

	private record State(List<String> threads, int allThreads, List<Integer> connections, long heap) {

	}

}
