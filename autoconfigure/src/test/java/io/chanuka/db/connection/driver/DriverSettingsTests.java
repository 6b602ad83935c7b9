package io.chanuka.db.connection.driver;

import java.util.Map;
import java.util.Properties;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.TestSettings;
import io.chanuka.db.transport.EndpointSockets;
import io.chanuka.db.transport.RegisteredSocketFactory;
import org.junit.jupiter.api.Test;
import org.postgresql.PGProperty;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DriverSettings}.
 */
class DriverSettingsTests {

	private static final String TARGET = PGProperty.TARGET_SERVER_TYPE.getName();

	private static final String FACTORY = PGProperty.SOCKET_FACTORY.getName();

	private static final String RECHECK = PGProperty.HOST_RECHECK_SECONDS.getName();

	@Test
	void whenThereIsOneHostThenAnyServerIsTaken() {
		assertThat(of("postgresql://one/d", new Properties())).doesNotContainKeys(TARGET, RECHECK);
	}

	@Test
	void whenThereAreSeveralHostsThenThePrimaryIsTaken() {
		assertThat(of("postgresql://one,two/d", new Properties())).containsEntry(TARGET, "primary")
			.containsEntry(RECHECK, "2");
	}

	@Test
	void whenTheTargetOrLoadBalancingIsConfiguredThenThatHolds() {
		assertThat(of("postgresql://one,two/d?targetServerType=preferSecondary", new Properties()))
			.doesNotContainKey(TARGET);
		assertThat(of("postgresql://one,two/d?target_session_attrs=any", new Properties())).doesNotContainKey(TARGET);
		assertThat(of("postgresql://one,two/d?loadBalanceHosts=true", new Properties())).doesNotContainKey(TARGET);
		Properties chosen = new Properties();
		chosen.setProperty(PGProperty.LOAD_BALANCE_HOSTS.getName(), "true");
		chosen.setProperty(RECHECK, "7");
		assertThat(of("postgresql://one,two/d", chosen)).doesNotContainKey(TARGET).containsEntry(RECHECK, "7");
	}

	@Test
	void whenSpringBootWouldUseTheUrlByItselfThenTheDefaultsOfTheDriverHold() {
		DatabaseSettings settings = TestSettings.resolve(Map.of("url", "postgresql://one,two/d"));
		assertThat(DriverSettings
			.of(settings.runtime().asPlain(), settings.connection(), EndpointSockets.of(settings).runtime(),
					new Properties())
			.properties()).doesNotContainKeys(TARGET, RECHECK);
	}

	@Test
	void socketsResolveHostsThemselvesUnlessASocketFactoryIsConfigured() {
		assertThat(of("postgresql://one/d", new Properties())).containsEntry(FACTORY,
				RegisteredSocketFactory.class.getName());
		assertThat(of("postgresql://one/d?sslmode=disable", new Properties())).containsKey(FACTORY);
		assertThat(of("postgresql://one/d?socketFactory=theirs", new Properties())).doesNotContainKey(FACTORY);
		Properties chosen = new Properties();
		chosen.setProperty(FACTORY, "theirs");
		assertThat(of("postgresql://one/d", chosen)).containsEntry(FACTORY, "theirs");
	}

	private static Properties of(String url, Properties chosen) {
		DatabaseSettings settings = TestSettings.resolve(Map.of("url", url));
		return DriverSettings
			.of(settings.runtime(), settings.connection(), EndpointSockets.of(settings).runtime(), chosen)
			.properties();
	}

}
