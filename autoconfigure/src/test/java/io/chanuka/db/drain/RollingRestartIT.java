package io.chanuka.db.drain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.chanuka.db.testsupport.ChildApplication;
import io.chanuka.db.testsupport.KeepAliveClient;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances behind a balancer that obeys readiness are restarted in turn, under load.
 */
@Tag("endurance")
class RollingRestartIT {

	private static final int RESTARTS = Integer.getInteger("endurance.restarts", 30);

	private static final int CLIENTS = 8;

	private final TestDatabase database = PostgresServer.newDatabase();

	private final List<Instance> ready = new CopyOnWriteArrayList<>();

	private final AtomicInteger turn = new AtomicInteger();

	private final AtomicInteger good = new AtomicInteger();

	private final List<String> failures = new CopyOnWriteArrayList<>();

	private volatile boolean over;

	@Test
	void noRequestFails() throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		List<Instance> instances = new ArrayList<>(List.of(new Instance(), new Instance()));
		List<CompletableFuture<Void>> clients = new ArrayList<>();
		try {
			instances.forEach((instance) -> threads.execute(instance::watch));
			instances.forEach(Instance::awaitReady);
			for (int i = 0; i < CLIENTS; i++) {
				clients.add(CompletableFuture.runAsync(this::request, threads));
			}
			for (int i = 0; i < RESTARTS; i++) {
				Instance replacement = new Instance();
				instances.remove(0).stop();
				threads.execute(replacement::watch);
				replacement.awaitReady();
				instances.add(replacement);
			}
			this.over = true;
			CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
		}
		finally {
			this.over = true;
			instances.forEach((instance) -> instance.application.close());
			threads.shutdownNow();
		}
		assertThat(this.failures).as(this.good + " requests were good").isEmpty();
		assertThat(this.good.get()).isGreaterThan(RESTARTS * CLIENTS);
	}

	/**
	 * A client of the balancer: takes the instances in turn, each over a connection that
	 * is kept for some requests.
	 */
	private void request() {
		while (!this.over) {
			Instance instance = this.ready.get(this.turn.incrementAndGet() % this.ready.size());
			try (KeepAliveClient client = new KeepAliveClient(instance.port)) {
				while (!this.over && !client.isClosing() && client.answers() < 50 && this.ready.contains(instance)) {
					int status = client.get("/query/0.05");
					if (status == 200) {
						this.good.incrementAndGet();
					}
					else {
						this.failures.add("status " + status);
					}
				}
			}
			catch (IOException ex) {
				this.failures.add(ex.toString());
			}
		}
	}

	private final class Instance {

		private final ChildApplication application = ChildApplication.start(WorkingApplication.class,
				"chanuka.db.url=" + RollingRestartIT.this.database.migrationUrl(), "chanuka.db.pool.max-size=20",
				"chanuka.db.shutdown.readiness-delay=2s", "management.endpoint.health.probes.enabled=true",
				"logging.level.root=warn", "logging.level.org.springframework.boot=info",
				"logging.level.io.chanuka.db=info");

		private volatile int port;

		private volatile boolean stopped;

		/**
		 * The balancer's probe, a connection each.
		 */
		void watch() {
			this.port = this.application.port();
			while (!this.stopped && !RollingRestartIT.this.over) {
				if (isReady()) {
					if (!RollingRestartIT.this.ready.contains(this)) {
						RollingRestartIT.this.ready.add(this);
					}
				}
				else {
					RollingRestartIT.this.ready.remove(this);
				}
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
			}
			RollingRestartIT.this.ready.remove(this);
		}

		private boolean isReady() {
			try (KeepAliveClient probe = new KeepAliveClient(this.port)) {
				return probe.get("/actuator/health/readiness") == 200;
			}
			catch (IOException ex) {
				return false;
			}
		}

		void awaitReady() {
			while (!RollingRestartIT.this.ready.contains(this)) {
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
				this.application.port();
			}
		}

		void stop() {
			this.application.terminate();
			this.application.awaitEnd();
			this.stopped = true;
		}

	}

}
