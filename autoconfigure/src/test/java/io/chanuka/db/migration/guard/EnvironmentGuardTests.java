package io.chanuka.db.migration.guard;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.TestSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Tests for {@link EnvironmentGuard} on a connection that only throws.
 */
class EnvironmentGuardTests {

	@Test
	void whenTheDriverThrowsWhileMarkingThenTheStartGoesOn() {
		DatabaseSettings settings = TestSettings
			.resolve(Map.of("url", "postgresql://app@localhost/shop", "environment", "production"));
		AtomicInteger calls = new AtomicInteger();
		Connection broken = (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					calls.incrementAndGet();
					throw new IllegalStateException("Connection is closed");
				});
		assertThatCode(() -> new EnvironmentGuard(settings).markIfUnset(broken)).doesNotThrowAnyException();
		assertThat(calls).hasPositiveValue();
	}

}
