package io.chanuka.db.transport;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Base64;

import io.chanuka.db.tls.TlsProblem;
import io.chanuka.db.tls.TlsProblem.Part;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.pem.PemContent;

/**
 * Reads a private key from PEM or DER, in PKCS#8, encrypted or not, in PKCS#1 or SEC1.
 */
final class PrivateKeyReader {

	private static final int INTEGER = 0x02;

	private static final int OCTET_STRING = 0x04;

	private static final int SEQUENCE = 0x30;

	private PrivateKeyReader() {
	}

	/**
	 * Reads a key.
	 * @param content PEM or DER
	 * @param password the password, or {@code null} if there is none
	 * @return the key
	 * @throws UnreadableKeyException if it cannot be read, with the reason
	 */
	static PrivateKey read(byte[] content, @Nullable String password) throws UnreadableKeyException {
		String text = TlsContent.isPem(content) ? new String(content, StandardCharsets.UTF_8) : toPem(content);
		try {
			PrivateKey key = PemContent.of(text).getPrivateKey(password);
			if (key != null) {
				return key;
			}
		}
		catch (RuntimeException ex) {
			throw new UnreadableKeyException(problem(text, password), ex);
		}
		throw new UnreadableKeyException(problem(text, password), null);
	}

	/**
	 * Whether this is a store of key and certificates instead of a key.
	 * @param content the content
	 * @return {@code true} for PKCS#12, whose version is 3
	 */
	static boolean isPkcs12(byte[] content) {
		int inner = innerStart(content);
		return !TlsContent.isPem(content) && content.length > inner + 3 && content[inner] == INTEGER
				&& content[inner + 2] == 3;
	}

	/**
	 * Spring Boot reads PEM; the label that DER lacks follows from its structure.
	 */
	private static String toPem(byte[] der) {
		int inner = innerStart(der);
		String label = "PRIVATE KEY";
		if (der.length > inner + 3 && der[inner] == SEQUENCE) {
			label = "ENCRYPTED PRIVATE KEY";
		}
		else if (der.length > inner + 3 && der[inner + 3] == INTEGER) {
			label = "RSA PRIVATE KEY";
		}
		else if (der.length > inner + 3 && der[inner + 3] == OCTET_STRING) {
			label = "EC PRIVATE KEY";
		}
		return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
				+ "-----\n";
	}

	/**
	 * Where the outermost sequence's first element begins: behind the tag and a length of
	 * one byte, or of as many as its lower bits state.
	 */
	private static int innerStart(byte[] der) {
		int length = (der.length > 1) ? der[1] & 0xFF : 0;
		return (length < 0x80) ? 2 : 2 + (length & 0x7F);
	}

	private static TlsProblem problem(String text, @Nullable String password) {
		if (text.contains("Proc-Type:")) {
			return new TlsProblem(Part.PRIVATE_KEY, "it is encrypted in the old way of OpenSSL, which Java cannot read",
					"Convert it: openssl pkcs8 -topk8 -in old.key -out new.key");
		}
		if (!text.contains("ENCRYPTED PRIVATE KEY")) {
			return new TlsProblem(Part.PRIVATE_KEY, "it is no private key in PKCS#8, PKCS#1 or SEC1",
					"Check that it is whole, and that it is the key and not the certificate.");
		}
		if (password == null) {
			return new TlsProblem(Part.PRIVATE_KEY_PASSWORD, "the private key is encrypted and there is no password",
					"Set chanuka.db.ssl.private-key-password.");
		}
		return new TlsProblem(Part.PRIVATE_KEY_PASSWORD, "the password does not decrypt the private key",
				"Correct it; it must not end with a line break.");
	}

	/**
	 * A private key cannot be read.
	 */
	static class UnreadableKeyException extends Exception {

		private static final long serialVersionUID = 1L;

		private final transient TlsProblem problem;

		UnreadableKeyException(TlsProblem problem, @Nullable Throwable cause) {
			super(problem.reason(), cause);
			this.problem = problem;
		}

		TlsProblem problem() {
			return this.problem;
		}

	}

}
