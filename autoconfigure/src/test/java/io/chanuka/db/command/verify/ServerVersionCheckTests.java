package io.chanuka.db.command.verify;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerVersionCheck}.
 */
class ServerVersionCheckTests {

	@Test
	void whenTheServerIsOlderThanTheOldestSupportedOneThenTheCheckFails() {
		Finding finding = ServerVersionCheck.check(server(130022, "13.22"));
		assertThat(finding.state()).isEqualTo(FindingState.FAILED);
		assertThat(finding.detail()).isEqualTo("PostgreSQL 13.22 is not supported");
		assertThat(finding.actions()).containsExactly("Upgrade the server to PostgreSQL 14 or later.");
	}

	@Test
	void whenTheServerIsTheOldestSupportedOneThenTheCheckSucceeds() {
		assertThat(ServerVersionCheck.check(server(140000, "14.0")).state()).isEqualTo(FindingState.OK);
	}

	private static EndpointState server(int versionNumber, String version) {
		return new EndpointState("app", false, "shop", 1, null, versionNumber, version, null, false);
	}

}
