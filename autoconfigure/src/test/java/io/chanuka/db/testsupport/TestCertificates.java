package io.chanuka.db.testsupport;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.security.auth.x500.X500Principal;

/**
 * An authority for tests and the certificates that it signs, made without any tool.
 */
public final class TestCertificates {

	private static final AtomicInteger SERIAL = new AtomicInteger(1000);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private final String subject;

	private final KeyPair keys;

	private final byte[] certificate;

	private TestCertificates(String subject, KeyPair keys, byte[] certificate) {
		this.subject = subject;
		this.keys = keys;
		this.certificate = certificate;
	}

	/**
	 * Makes an authority.
	 */
	public static TestCertificates authority(String name) {
		KeyPair keys = keys("RSA");
		Instant now = Instant.now();
		return new TestCertificates("CN=" + name, keys, certificate("CN=" + name, "CN=" + name, keys, keys.getPrivate(),
				now.minus(1, ChronoUnit.DAYS), now.plus(3650, ChronoUnit.DAYS), extensions(true, null)));
	}

	/**
	 * Signs a certificate for a host or a client that is good for a year.
	 * @param name its common name, and the only name of a host that it is made for
	 */
	public TestCertificates sign(String name) {
		return sign(name, "RSA", Instant.now().minus(1, ChronoUnit.DAYS), Instant.now().plus(365, ChronoUnit.DAYS));
	}

	/**
	 * Signs a certificate.
	 */
	public TestCertificates sign(String name, String algorithm, Instant notBefore, Instant notAfter) {
		KeyPair own = keys(algorithm);
		return new TestCertificates("CN=" + name, own, certificate(this.subject, "CN=" + name, own,
				this.keys.getPrivate(), notBefore, notAfter, extensions(false, name)));
	}

	public String certificatePem() {
		return pem("CERTIFICATE", this.certificate);
	}

	public byte[] certificateDer() {
		return this.certificate.clone();
	}

	public X509Certificate certificate() {
		try {
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(this.certificate));
		}
		catch (CertificateException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public PrivateKey privateKey() {
		return this.keys.getPrivate();
	}

	public String keyPem() {
		return pem("PRIVATE KEY", this.keys.getPrivate().getEncoded());
	}

	/**
	 * The key of an RSA pair in PKCS#1: what PKCS#8 wraps, which has always the same
	 * length of wrapping for 2048 bits.
	 */
	public String pkcs1KeyPem() {
		byte[] pkcs8 = this.keys.getPrivate().getEncoded();
		return pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
	}

	public String encryptedKeyPem(String password) {
		return pem("ENCRYPTED PRIVATE KEY", encryptedKey(password));
	}

	/**
	 * The key in PKCS#8, encrypted as OpenSSL does it today.
	 */
	public byte[] encryptedKey(String password) {
		String algorithm = "PBEWithHmacSHA256AndAES_256";
		try {
			Cipher cipher = Cipher.getInstance(algorithm);
			cipher.init(Cipher.ENCRYPT_MODE,
					SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())));
			byte[] encrypted = cipher.doFinal(this.keys.getPrivate().getEncoded());
			AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
			parameters.init(cipher.getParameters().getEncoded());
			return new EncryptedPrivateKeyInfo(parameters, encrypted).getEncoded();
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static String pem(String label, byte[] der) {
		return "-----BEGIN " + label + "-----\n"
				+ Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der)
				+ "\n-----END " + label + "-----\n";
	}

	private static KeyPair keys(String algorithm) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
			generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] certificate(String issuer, String subject, KeyPair keys, PrivateKey signer, Instant notBefore,
			Instant notAfter, byte[] extensions) {
		// sha256WithRSAEncryption, 1.2.840.113549.1.1.11
		byte[] algorithm = der(0x30,
				join(der(0x06, bytes(0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B)), bytes(0x05, 0)));
		byte[] validity = der(0x30, join(time(notBefore), time(notAfter)));
		byte[] body = der(0x30,
				join(der(0xA0, der(0x02, bytes(2))),
						der(0x02, BigInteger.valueOf(SERIAL.incrementAndGet()).toByteArray()), algorithm,
						new X500Principal(issuer).getEncoded(), validity, new X500Principal(subject).getEncoded(),
						keys.getPublic().getEncoded(), der(0xA3, der(0x30, extensions))));
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(signer);
			signature.update(body);
			return der(0x30, join(body, algorithm, der(0x03, join(bytes(0), signature.sign()))));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Basic constraints for an authority, the alternative name for all others.
	 */
	private static byte[] extensions(boolean authority, String host) {
		byte[] constraints = der(0x30, join(der(0x06, bytes(0x55, 0x1D, 0x13)), der(0x01, bytes(0xFF)),
				der(0x04, der(0x30, authority ? der(0x01, bytes(0xFF)) : bytes()))));
		if (host == null) {
			return constraints;
		}
		byte[] name = host.matches("[\\d.]+") ? der(0x87, address(host))
				: der(0x82, host.getBytes(StandardCharsets.US_ASCII));
		return join(constraints, der(0x30, join(der(0x06, bytes(0x55, 0x1D, 0x11)), der(0x04, der(0x30, name)))));
	}

	private static byte[] address(String host) {
		ByteArrayOutputStream address = new ByteArrayOutputStream();
		Arrays.stream(host.split("\\.")).mapToInt(Integer::parseInt).forEach(address::write);
		return address.toByteArray();
	}

	private static byte[] time(Instant instant) {
		return der(0x18, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
	}

	private static byte[] der(int tag, byte[] content) {
		byte[] length = (content.length < 0x80) ? bytes(content.length) : (content.length < 0x100)
				? bytes(0x81, content.length) : bytes(0x82, content.length >> 8, content.length & 0xFF);
		return join(bytes(tag), length, content);
	}

	private static byte[] join(byte[]... parts) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		Arrays.stream(parts).forEach(joined::writeBytes);
		return joined.toByteArray();
	}

	private static byte[] bytes(int... values) {
		byte[] bytes = new byte[values.length];
		for (int index = 0; index < values.length; index++) {
			bytes[index] = (byte) values[index];
		}
		return bytes;
	}

}
