package io.chanuka.db.connection;

import java.security.cert.CertificateException;
import java.sql.SQLException;

import javax.net.ssl.SSLHandshakeException;
import javax.security.auth.login.LoginException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionFailure}.
 */
class ConnectionFailureTests {

	@Test
	void whatComesFromTlsIsTls() {
		assertThat(kind(new SSLHandshakeException("refused"))).isEqualTo(FailureKind.TLS);
		assertThat(kind(new IllegalStateException(new CertificateException("over")))).isEqualTo(FailureKind.TLS);
	}

	@Test
	void failedLoginOfKerberosIsNotTls() {
		assertThat(kind(new LoginException("No LoginModules configured for pgjdbc"))).isNotEqualTo(FailureKind.TLS);
	}

	private static FailureKind kind(Exception cause) {
		return ConnectionFailure.of(new SQLException("failed", "08006", cause)).kind();
	}

}
