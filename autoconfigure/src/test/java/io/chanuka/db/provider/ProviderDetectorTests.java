package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProviderDetector}.
 */
class ProviderDetectorTests {

	private final ProviderDetector detector = new ProviderDetector();

	@Test
	void whenHostIsNeonPoolerThenKnowsTheDirectSibling() {
		DetectedProvider detected = this.detector
			.detect(new HostAndPort("EP-cool-1-pooler.us-east-2.aws.neon.tech", 5433));
		assertThat(detected.provider()).isEqualTo(Provider.NEON);
		assertThat(detected.kind()).isEqualTo(EndpointKind.TRANSACTION_POOLED);
		assertThat(detected.directSibling()).isEqualTo(new HostAndPort("ep-cool-1.us-east-2.aws.neon.tech", 5433));
	}

	@Test
	void whenHostIsNeonWithoutPoolerThenIsDirect() {
		DetectedProvider detected = this.detector.detect(new HostAndPort("ep-cool-1.us-east-2.aws.neon.tech", 5432));
		assertThat(detected.provider()).isEqualTo(Provider.NEON);
		assertThat(detected.kind()).isEqualTo(EndpointKind.DIRECT);
		assertThat(detected.directSibling()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "neon.tech.example.com", "my-pooler.internal", "neon.tech", ".neon.tech", "myneon.tech",
			"localhost" })
	void whenHostOnlyLooksSimilarThenIsPlainPostgres(String host) {
		DetectedProvider detected = this.detector.detect(new HostAndPort(host, 5432));
		assertThat(detected.provider()).isEqualTo(Provider.POSTGRES);
		assertThat(detected.kind()).isEqualTo(EndpointKind.DIRECT);
	}

}
