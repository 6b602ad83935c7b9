package io.chanuka.db.metrics;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import io.chanuka.db.autoconfigure.HikariConfigCustomizer;
import io.chanuka.db.pool.RuntimePool;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestApplication;
import io.chanuka.db.testsupport.TestDatabase;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The striped timers of the pool against HikariCP's own, on real pools.
 */
class PoolTimersIT {

	private static final String STRIPED = "chanuka.db.metrics.pool-timers=striped";

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void prometheusSeesTheSameLinesWithTheSameTypes() throws SQLException {
		List<String> micrometer;
		try (ConfigurableApplicationContext context = start()) {
			borrow(context);
			assertThat(context.getBean(MeterRegistry.class).get("hikaricp.connections.acquire").meter())
				.isInstanceOf(Timer.class);
			micrometer = scrape(context);
		}
		try (ConfigurableApplicationContext context = start(STRIPED)) {
			borrow(context);
			assertThat(context.getBean(MeterRegistry.class).get("hikaricp.connections.acquire").meter())
				.isInstanceOf(FunctionTimer.class);
			assertThat(scrape(context)).isEqualTo(micrometer).hasSizeGreaterThan(30);
		}
	}

	@Test
	void valuesAreTheRightOnes() throws SQLException {
		try (ConfigurableApplicationContext context = start(STRIPED, "chanuka.db.pool.max-size=2",
				"chanuka.db.pool.min-idle=1", "chanuka.db.pool.connection-timeout=1s")) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			PrometheusMeterRegistry registry = context.getBean(PrometheusMeterRegistry.class);
			borrow(context);
			double count = value(registry, "acquire_seconds_count");
			try (Connection first = pool.getConnection(); Connection second = pool.getConnection()) {
				assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(pool::getConnection);
				assertThat(value(registry, "active")).isEqualTo(2);
				assertThat(first).isNotSameAs(second);
			}
			assertThat(value(registry, "acquire_seconds_count")).isEqualTo(count + 3);
			assertThat(value(registry, "acquire_seconds_sum")).isBetween(0.9, 100.0);
			assertThat(value(registry, "acquire_seconds_max")).isBetween(0.9, 100.0);
			assertThat(value(registry, "usage_seconds_count")).isEqualTo(count + 2);
			assertThat(value(registry, "usage_seconds_max")).isBetween(0.9, 100.0);
			assertThat(value(registry, "timeout_total")).isOne();
			assertThat(value(registry, "max")).isEqualTo(2);
			assertThat(value(registry, "min")).isOne();
			assertThat(value(registry, "pending")).isZero();
			assertThat(value(registry, "active")).isZero();
			FunctionTimer acquire = registry.get("hikaricp.connections.acquire").functionTimer();
			assertThat(acquire.baseTimeUnit()).isEqualTo(TimeUnit.SECONDS);
			assertThat(acquire.totalTime(TimeUnit.SECONDS)).isBetween(0.9, 100.0);
		}
	}

	@Test
	void whenPoolClosesThenItsMetersAreGone() throws SQLException {
		try (ConfigurableApplicationContext context = start(STRIPED)) {
			borrow(context);
			context.getBean(RuntimePool.class).close();
			assertThat(scrape(context)).isEmpty();
			assertThat(context.getBean(MeterRegistry.class).getMeters())
				.noneMatch((meter) -> meter.getId().getName().startsWith("hikaricp."));
		}
	}

	@Test
	void readingOpensNoConnection() throws SQLException {
		try (ConfigurableApplicationContext context = start(STRIPED, "chanuka.db.pool.min-idle=0",
				"spring.flyway.enabled=false")) {
			borrow(context);
			RuntimePool pool = context.getBean(RuntimePool.class);
			try (Connection connection = pool.getConnection()) {
				pool.evictConnection(connection);
			}
			assertThat(scrape(context)).isNotEmpty();
			context.getBean(MeterRegistry.class)
				.getMeters()
				.forEach((meter) -> meter.measure().forEach(Measurement::getValue));
			assertThat(pool.snapshot().total()).isZero();
		}
	}

	@Test
	void hikariItselfTracksNothing() throws SQLException {
		try (ConfigurableApplicationContext context = start(STRIPED)) {
			borrow(context);
			Object tracker = ReflectionTestUtils.getField(context.getBean(RuntimePool.class).getHikariPoolMXBean(),
					"metricsTracker");
			assertThat(tracker).isNotNull();
			assertThat(tracker.getClass().getSimpleName()).isEqualTo("NopMetricsTrackerDelegate");
		}
	}

	/**
	 * Beyond a hundred thousand borrows in a second the clock ticks.
	 */
	@Test
	void whenBorrowsAreManyThenCountsAndSumsAreStillRight() throws SQLException {
		try (ConfigurableApplicationContext context = start(STRIPED, "chanuka.db.pool.max-size=2",
				"chanuka.db.pool.min-idle=2", "chanuka.db.environment=testing")) {
			RuntimePool pool = context.getBean(RuntimePool.class);
			borrow(context);
			PrometheusMeterRegistry registry = context.getBean(PrometheusMeterRegistry.class);
			double count = value(registry, "usage_seconds_count");
			long begin = System.nanoTime();
			long cycles = 0;
			try (Connection held = pool.getConnection()) {
				assertThat(held.isClosed()).isFalse();
				boolean ticks = false;
				while (!ticks || System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(800)) {
					for (int i = 0; i < 10_000; i++) {
						pool.getConnection().close();
					}
					cycles += 10_000;
					ticks = ticks || Thread.getAllStackTraces()
						.keySet()
						.stream()
						.anyMatch((thread) -> thread.getName().equals("chanuka-db-clock"));
					assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(30));
				}
			}
			double elapsed = (System.nanoTime() - begin) / 1e9;
			assertThat(value(registry, "usage_seconds_count")).isEqualTo(count + 1 + cycles);
			assertThat(value(registry, "acquire_seconds_count")).isEqualTo(count + 1 + cycles);
			assertThat(value(registry, "usage_seconds_sum")).isBetween(0.79, 2 * elapsed + 0.1);
			assertThat(value(registry, "usage_seconds_max")).isBetween(0.79, elapsed + 0.1);
			assertThat(value(registry, "acquire_seconds_sum")).isBetween(0.0, elapsed);
		}
	}

	@Test
	void whenUserHasATrackerThenItKeepsItsPlace() throws SQLException {
		try (ConfigurableApplicationContext context = TestApplication.start(OwnTracker.class,
				"chanuka.db.url=" + this.database.migrationUrl(), STRIPED)) {
			borrow(context);
			assertThat(context.getBean(RuntimePool.class).getMetricsTrackerFactory()).isSameAs(OwnTracker.FACTORY);
			assertThat(scrape(context)).isEmpty();
		}
	}

	@Test
	void whenOurMetersAreOffThenThePoolHasTheUsualOnes() throws SQLException {
		try (ConfigurableApplicationContext context = start(STRIPED, "chanuka.db.metrics.enabled=false")) {
			borrow(context);
			assertThat(context.getBean(MeterRegistry.class).get("hikaricp.connections.acquire").meter())
				.isInstanceOf(Timer.class);
		}
	}

	private ConfigurableApplicationContext start(String... properties) {
		String[] all = new String[properties.length + 2];
		System.arraycopy(properties, 0, all, 0, properties.length);
		all[properties.length] = "chanuka.db.url=" + this.database.migrationUrl();
		all[properties.length + 1] = "spring.datasource.hikari.pool-name=shop";
		return TestApplication.start(all);
	}

	private static void borrow(ConfigurableApplicationContext context) throws SQLException {
		context.getBean(RuntimePool.class).getConnection().close();
	}

	/**
	 * All that Prometheus is told of HikariCP, without the values.
	 */
	private static List<String> scrape(ConfigurableApplicationContext context) {
		return context.getBean(PrometheusMeterRegistry.class)
			.scrape()
			.lines()
			.filter((line) -> line.contains("hikaricp"))
			.map((line) -> line.startsWith("#") ? line : line.substring(0, line.lastIndexOf(' ')))
			.toList();
	}

	private static double value(PrometheusMeterRegistry registry, String name) {
		return registry.scrape()
			.lines()
			.filter((line) -> line.startsWith("hikaricp_connections_" + name + "{pool=\"shop\"}"))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.findFirst()
			.orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnTracker {

		static final MetricsTrackerFactory FACTORY = (name, stats) -> new IMetricsTracker() {
		};

		@Bean
		HikariConfigCustomizer ownTracker() {
			return (config) -> config.setMetricsTrackerFactory(FACTORY);
		}

	}

}
