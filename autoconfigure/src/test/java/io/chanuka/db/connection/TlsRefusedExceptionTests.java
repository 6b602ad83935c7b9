package io.chanuka.db.connection;

import java.security.cert.CertPathBuilderException;
import java.sql.SQLException;
import java.util.List;

import io.chanuka.db.settings.DatabaseSettings;
import io.chanuka.db.testsupport.TestInput;
import io.chanuka.db.testsupport.TestSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TlsRefusedException}.
 */
class TlsRefusedExceptionTests {

	private static final SQLException UNTRUSTED = new SQLException("SSL error", "08006",
			new CertPathBuilderException("unable to find valid certification path"));

	@Test
	void namesEveryHostTheGuessAndTheChoice() {
		TlsRefusedException ex = refused("postgresql://db1.example.com:5433,db2.example.com/shop");
		assertThat((Throwable) ex).hasMessageContaining("db1.example.com:5433, db2.example.com:5432")
			.hasMessageContaining("default of production, which was guessed: no profile, and the host db1.example.com");
		assertThat(ex.action()).contains("chanuka.db.ssl.root-certificate", "chanuka.db.ssl.mode=require",
				"any server on the network path could answer in its place",
				"If this is not production, set chanuka.db.environment.");
	}

	@Test
	void whenTheProviderDocumentsItsAuthorityThenTheDownloadIsNamed() {
		assertThat(refused("postgresql://shop.abc.eu-west-1.rds.amazonaws.com/shop").action())
			.startsWith("Download https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem.");
	}

	@Test
	void whenTheModeIsConfiguredThenNothingWasGuessed() {
		TlsRefusedException ex = refused("postgresql://db.example.com/shop?sslmode=verify-full");
		assertThat((Throwable) ex).hasMessageNotContaining("guessed");
		assertThat(ex.action()).doesNotContain("chanuka.db.environment");
	}

	private static TlsRefusedException refused(String url) {
		DatabaseSettings settings = TestSettings.resolver().resolve(new TestInput().set("chanuka.db.url", url).build());
		return TlsRefusedException.of(UNTRUSTED, settings.runtime(), settings.runtimeTls(), List.of());
	}

}
