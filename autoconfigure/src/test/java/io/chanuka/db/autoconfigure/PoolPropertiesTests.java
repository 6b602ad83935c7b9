package io.chanuka.db.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chanuka.db.pool.RuntimePool;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every property of the pool arrives at the pool. What each does there is HikariCP's
 * affair, but for those whose effect stands in {@code BorrowPropertiesIT}.
 */
class PoolPropertiesTests {

	private static final String PREFIX = "chanuka.db.pool.";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ChanukaConnectionDetailsAutoConfiguration.class,
				DataSourceAutoConfiguration.class, ChanukaDataSourceAutoConfiguration.class))
		.withPropertyValues("chanuka.db.url=postgresql://localhost:1/db");

	private final Map<String, Expected> expected = new LinkedHashMap<>();

	PoolPropertiesTests() {
		expect("max-size", "7", RuntimePool::getMaximumPoolSize, 7);
		expect("min-idle", "2", RuntimePool::getMinimumIdle, 2);
		expect("idle-timeout", "41s", RuntimePool::getIdleTimeout, 41_000);
		expect("connection-timeout", "3s", RuntimePool::getConnectionTimeout, 3_000);
		expect("validation-timeout", "777ms", RuntimePool::getValidationTimeout, 777);
		expect("max-lifetime", "11m", RuntimePool::getMaxLifetime, 660_000);
		expect("keepalive-time", "53s", RuntimePool::getKeepaliveTime, 53_000);
		expect("max-uses", "99", (pool) -> pool.useLimit().getMaximum(), 99);
		expect("leak-detection-threshold", "13s", RuntimePool::getLeakDetectionThreshold, 13_000);
	}

	@Test
	void everyPropertyOfThePoolIsInTheTable() throws IOException {
		try (InputStream metadata = PoolPropertiesTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			Set<String> known = JsonMapper.shared()
				.readTree(metadata)
				.path("properties")
				.valueStream()
				.map((JsonNode property) -> property.path("name").asString())
				.filter((name) -> name.startsWith(PREFIX))
				.map((name) -> name.substring(PREFIX.length()))
				.filter((name) -> !name.equals("nested-acquire-detection"))
				.collect(Collectors.toSet());
			assertThat(this.expected.keySet()).isEqualTo(known);
		}
	}

	@TestFactory
	Stream<DynamicTest> arrivesAtThePool() {
		return this.expected.entrySet()
			.stream()
			.map((row) -> DynamicTest.dynamicTest(row.getKey(), () -> assertArrives(row.getKey(), row.getValue())));
	}

	private void assertArrives(String key, Expected row) {
		this.runner.run((context) -> assertThat(row.value().applyAsLong(context.getBean(RuntimePool.class)))
			.as("differs from the default")
			.isNotEqualTo(row.number()));
		this.runner.withPropertyValues(PREFIX + key + "=" + row.text())
			.run((context) -> assertThat(row.value().applyAsLong(context.getBean(RuntimePool.class)))
				.isEqualTo(row.number()));
	}

	private void expect(String key, String text, ToLongFunction<RuntimePool> value, long number) {
		this.expected.put(key, new Expected(text, value, number));
	}

	record Expected(String text, ToLongFunction<RuntimePool> value, long number) {

	}

}
