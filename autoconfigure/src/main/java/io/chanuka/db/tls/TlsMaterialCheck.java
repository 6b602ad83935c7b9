package io.chanuka.db.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import io.chanuka.db.tls.TlsProblem.Part;
import org.jspecify.annotations.Nullable;

/**
 * Checks certificates and keys before a server does.
 */
public final class TlsMaterialCheck {

	private static final byte[] PROBE = "chanuka".getBytes(StandardCharsets.US_ASCII);

	private TlsMaterialCheck() {
	}

	/**
	 * Finds what would make every connection fail.
	 * @param material the certificates and keys
	 * @param now the present
	 * @return all problems, empty if there is none
	 */
	public static List<TlsProblem> problems(TlsMaterial material, Instant now) {
		List<TlsProblem> problems = new ArrayList<>();
		material.chain().stream().limit(1).forEach((certificate) -> addValidity(certificate, now, problems));
		if (!material.roots().isEmpty() && material.roots().stream().allMatch((root) -> validity(root, now) != null)) {
			X509Certificate root = material.roots().get(0);
			problems.add(new TlsProblem(Part.ROOT_CERTIFICATE, text(root, validity(root, now)),
					"Get the current certificate of the authority from the operator of the server."));
		}
		PrivateKey key = material.privateKey();
		if (key != null && !material.chain().isEmpty() && !isPair(key, material.chain().get(0).getPublicKey())) {
			problems.add(new TlsProblem(Part.PRIVATE_KEY,
					"the private key does not belong to the certificate of " + subject(material.chain().get(0)),
					"Use the key that the certificate was made for; the certificate of this client comes first."));
		}
		return problems;
	}

	private static void addValidity(X509Certificate certificate, Instant now, List<TlsProblem> problems) {
		String wrong = validity(certificate, now);
		if (wrong != null) {
			problems.add(new TlsProblem(Part.CERTIFICATE, text(certificate, wrong),
					"Have a new certificate made, or correct the clock of this machine."));
		}
	}

	private static @Nullable String validity(X509Certificate certificate, Instant now) {
		if (certificate.getNotAfter().before(Date.from(now))) {
			return "expired at " + certificate.getNotAfter().toInstant();
		}
		return certificate.getNotBefore().after(Date.from(now))
				? "is not valid before " + certificate.getNotBefore().toInstant() : null;
	}

	private static String text(X509Certificate certificate, @Nullable String wrong) {
		return "the certificate of " + subject(certificate) + " " + wrong;
	}

	private static String subject(X509Certificate certificate) {
		return certificate.getSubjectX500Principal().getName();
	}

	/**
	 * A pair if the one verifies what the other signed. A key that cannot sign is left to
	 * the server.
	 */
	private static boolean isPair(PrivateKey key, PublicKey certified) {
		String algorithm = switch (certified.getAlgorithm()) {
			case "RSA" -> "SHA256withRSA";
			case "EC" -> "SHA256withECDSA";
			case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
			default -> null;
		};
		if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
			return algorithm == null;
		}
		return algorithm == null || verifies(algorithm, key, certified);
	}

	private static boolean verifies(String algorithm, PrivateKey key, PublicKey certified) {
		try {
			Signature signature = Signature.getInstance(algorithm);
			signature.initSign(key);
			signature.update(PROBE);
			byte[] signed = signature.sign();
			signature.initVerify(certified);
			signature.update(PROBE);
			return signature.verify(signed);
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

}
