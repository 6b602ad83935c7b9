package io.chanuka.db.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import io.chanuka.db.testsupport.TestCertificates;
import io.chanuka.db.tls.InvalidTlsMaterialException;
import io.chanuka.db.tls.TlsMaterial;
import io.chanuka.db.tls.TlsMaterialCheck;
import io.chanuka.db.tls.TlsProblem;
import io.chanuka.db.tls.TlsProblem.Part;
import io.chanuka.db.tls.TlsReferences;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link SpringTlsMaterialLoader}.
 */
class SpringTlsMaterialLoaderTests {

	private static final TestCertificates CA = TestCertificates.authority("ca");

	private static final TestCertificates CLIENT = CA.sign("client");

	@TempDir
	private Path directory;

	@Test
	void readsPemText() throws Exception {
		TlsMaterial material = load(CA.certificatePem(), CLIENT.certificatePem(), CLIENT.keyPem(), null);
		assertThat(material.roots()).containsExactly(CA.certificate());
		assertThat(material.chain()).containsExactly(CLIENT.certificate());
		assertThat(material.privateKey()).isEqualTo(CLIENT.privateKey());
		assertThat(material.trustManagers()).isNotEmpty();
		assertThat(material.keyManagers()).isNotEmpty();
		assertThat(TlsMaterialCheck.problems(material, Instant.now())).isEmpty();
		assertThat(material).hasToString("authority CN=ca, client certificate CN=client");
	}

	@Test
	void readsPemTextWhoseLineEndsAreWrittenOut() throws Exception {
		assertThat(load(CA.certificatePem().replace("\n", "\\n"), null, null, null).roots())
			.containsExactly(CA.certificate());
	}

	@Test
	void readsBase64OfPemAndOfDer() throws Exception {
		String pem = Base64.getEncoder().encodeToString(CA.certificatePem().getBytes(StandardCharsets.UTF_8));
		assertThat(load(pem, null, null, null).roots()).containsExactly(CA.certificate());
		assertThat(load("base64:" + pem, null, null, null).roots()).containsExactly(CA.certificate());
		String der = Base64.getMimeEncoder().encodeToString(CA.certificateDer());
		assertThat(load(der, null, null, null).roots()).containsExactly(CA.certificate());
	}

	@Test
	void readsLocations() throws Exception {
		Path file = Files.writeString(this.directory.resolve("ca.pem"), CA.certificatePem());
		assertThat(load("file:" + file, null, null, null).roots()).containsExactly(CA.certificate());
		assertThat(load(file.toString(), null, null, null).roots()).containsExactly(CA.certificate());
		Path der = Files.write(this.directory.resolve("ca.der"), CA.certificateDer());
		assertThat(load(der.toString(), null, null, null).roots()).containsExactly(CA.certificate());
		assertThat(load("classpath:tls/root.pem", null, null, null).roots()).hasSize(1);
	}

	@Test
	void readsSeveralAuthorities() throws Exception {
		TestCertificates other = TestCertificates.authority("other");
		TlsMaterial material = load("# ours\n" + CA.certificatePem() + "# theirs\n" + other.certificatePem(), null,
				null, null);
		assertThat(material.roots()).containsExactly(CA.certificate(), other.certificate());
		assertThat(material).hasToString("2 authorities");
	}

	@Test
	void readsKeysInEveryForm() throws Exception {
		assertThat(key(CLIENT.pkcs1KeyPem(), null)).isEqualTo(CLIENT.privateKey());
		assertThat(key(base64(CLIENT.privateKey().getEncoded()), null)).isEqualTo(CLIENT.privateKey());
		assertThat(key(CLIENT.encryptedKeyPem("pass word"), "pass word")).isEqualTo(CLIENT.privateKey());
		assertThat(key(base64(CLIENT.encryptedKey("secret")), "secret")).isEqualTo(CLIENT.privateKey());
		byte[] pkcs1 = Base64.getMimeDecoder().decode(CLIENT.pkcs1KeyPem().replaceAll("-----[A-Z ]+-----", "").strip());
		assertThat(key(base64(pkcs1), null)).isEqualTo(CLIENT.privateKey());
	}

	@Test
	void readsPkcs12WithoutACertificateBesideIt() throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null);
		store.setKeyEntry("any", CLIENT.privateKey(), "secret".toCharArray(),
				new Certificate[] { CLIENT.certificate(), CA.certificate() });
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		store.store(bytes, "secret".toCharArray());
		Path file = Files.write(this.directory.resolve("client.p12"), bytes.toByteArray());
		TlsMaterial material = load(null, null, file.toString(), "secret");
		assertThat(material.chain()).containsExactly(CLIENT.certificate(), CA.certificate());
		assertThat(material.privateKey()).isEqualTo(CLIENT.privateKey());
		assertThat(problems(null, null, file.toString(), "wrong")).singleElement()
			.satisfies((problem) -> assertThat(problem.part()).isEqualTo(Part.PRIVATE_KEY_PASSWORD));
	}

	@Test
	void whenPkcs12HasNoKeyThenThatIsTheProblem() throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null);
		store.setCertificateEntry("ca", CA.certificate());
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		store.store(bytes, "secret".toCharArray());
		Path file = Files.write(this.directory.resolve("trust.p12"), bytes.toByteArray());
		assertThat(problems(null, null, file.toString(), "secret")).singleElement().satisfies((problem) -> {
			assertThat(problem.part()).isEqualTo(Part.PRIVATE_KEY);
			assertThat(problem.reason()).contains("no private key");
		});
	}

	@Test
	void whenPasswordIsMissingOrWrongThenThatIsTheProblem() throws Exception {
		assertThat(problems(null, CLIENT.certificatePem(), CLIENT.encryptedKeyPem("secret"), null)).singleElement()
			.satisfies((problem) -> {
				assertThat(problem.part()).isEqualTo(Part.PRIVATE_KEY_PASSWORD);
				assertThat(problem.reason()).contains("no password");
			});
		assertThat(problems(null, CLIENT.certificatePem(), CLIENT.encryptedKeyPem("secret"), "planted")).singleElement()
			.satisfies((problem) -> {
				assertThat(problem.reason()).contains("does not decrypt");
				assertThat(problem.toString()).doesNotContain("planted");
			});
	}

	@Test
	void whenKeyIsEncryptedInTheOldWayThenTheConversionIsNamed() {
		String old = CLIENT.pkcs1KeyPem()
			.replace("KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n");
		assertThat(problems(null, CLIENT.certificatePem(), old, "secret")).singleElement()
			.satisfies((problem) -> assertThat(problem.action()).contains("openssl pkcs8"));
	}

	@Test
	void reportsEverythingThatCannotBeReadAtOnceAndShowsNoContent() {
		List<TlsProblem> problems = problems("/no/such/ca.pem",
				"-----BEGIN CERTIFICATE-----\nplanted\n-----END CERTIFICATE-----",
				"-----BEGIN PRIVATE KEY-----\nplanted\n-----END PRIVATE KEY-----", null);
		assertThat(problems).extracting(TlsProblem::part).contains(Part.ROOT_CERTIFICATE, Part.CERTIFICATE);
		assertThat(problems.toString()).contains("/no/such/ca.pem").doesNotContain("planted");
		String key = "planted".repeat(500);
		assertThat(problems(null, CLIENT.certificatePem(), key, null).toString()).doesNotContain("planted");
	}

	@ParameterizedTest
	@CsvSource({ "EC, secp256r1", "Ed25519, " })
	void shortKeysInBase64AreReadAndNeverShown(String algorithm, @Nullable String curve) throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
		if (curve != null) {
			generator.initialize(new ECGenParameterSpec(curve));
		}
		PrivateKey key = generator.generateKeyPair().getPrivate();
		String written = base64(key.getEncoded());
		assertThat(key(written, null)).isEqualTo(key);
		for (String broken : List.of(written.substring(0, 43), written + "\n-----END PRIVATE KEY-----",
				"\0" + written.substring(0, 43),
				written.repeat(6).replace('/', 'A').replace("=", "").substring(0, 301))) {
			assertThat(problems(null, CLIENT.certificatePem(), broken, null)).singleElement().satisfies((problem) -> {
				assertThat(problem.part()).isEqualTo(Part.PRIVATE_KEY);
				assertThat(problem.toString()).doesNotContain(written.substring(0, 20));
			});
		}
	}

	@Test
	void readsAKeyInSec1AsDer() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec("secp256r1"));
		ECPrivateKey key = (ECPrivateKey) generator.generateKeyPair().getPrivate();
		assertThat(key(base64(sec1(key)), null)).isInstanceOfSatisfying(ECPrivateKey.class,
				(read) -> assertThat(read.getS()).isEqualTo(key.getS()));
	}

	@Test
	void whenAuthorityIsNoBase64ThenItIsTheAuthorityThatIsWrong() {
		assertThat(problems("-----BEGIN CERTIFICATE-----\nabcde\n-----END CERTIFICATE-----", null, null, null))
			.extracting(TlsProblem::part)
			.containsExactly(Part.ROOT_CERTIFICATE);
	}

	/**
	 * RFC 5915 for P-256: version 1, the number, the name of the curve.
	 */
	private static byte[] sec1(ECPrivateKey key) {
		byte[] number = new byte[32];
		byte[] signed = key.getS().toByteArray();
		int length = Math.min(32, signed.length);
		System.arraycopy(signed, signed.length - length, number, 32 - length, length);
		return ByteBuffer.allocate(51)
			.put(new byte[] { 0x30, 49, 2, 1, 1, 4, 32 })
			.put(number)
			.put(new byte[] { (byte) 0xA0, 10, 6, 8, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 3, 1, 7 })
			.array();
	}

	@Test
	void whenKeyOrCertificateStandsAloneThenTheOtherIsDemanded() {
		assertThat(problems(null, CLIENT.certificatePem(), null, null)).extracting(TlsProblem::part)
			.containsExactly(Part.CERTIFICATE);
		assertThat(problems(null, null, CLIENT.keyPem(), null)).extracting(TlsProblem::part)
			.containsExactly(Part.PRIVATE_KEY);
		assertThat(problems(null, null, null, "secret")).extracting(TlsProblem::part)
			.containsExactly(Part.PRIVATE_KEY_PASSWORD);
	}

	@Test
	void whenKeyAndCertificateAreSwappedThenBothAreReported() {
		assertThat(problems(null, CLIENT.keyPem(), CLIENT.certificatePem(), null)).extracting(TlsProblem::part)
			.contains(Part.CERTIFICATE);
	}

	@Test
	void takesBundlesByName() throws Exception {
		DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();
		bundles.registerBundle("db",
				SslBundle
					.of(new PemSslStoreBundle(new PemSslStoreDetails(null, CLIENT.certificatePem(), CLIENT.keyPem()),
							PemSslStoreDetails.forCertificate(CA.certificatePem()))));
		TlsMaterial material = loader(bundles).load(new TlsReferences(null, null, null, null, "db"));
		assertThat(material.roots()).containsExactly(CA.certificate());
		assertThat(material.chain()).containsExactly(CLIENT.certificate());
		assertThat(material.privateKey()).isEqualTo(CLIENT.privateKey());
		assertThat(material).hasToString("SSL bundle 'db'");
		InvalidTlsMaterialException ex = catchThrowableOfType(InvalidTlsMaterialException.class,
				() -> loader(bundles).load(new TlsReferences(null, null, null, null, "other")));
		assertThat(ex.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.action()).contains("spring.ssl.bundle.pem.other"));
	}

	@Test
	void textFormOfReferencesShowsNothing() {
		assertThat(new TlsReferences("planted", "planted", "planted", "planted", null).toString())
			.doesNotContain("planted");
	}

	private static Object key(String key, @Nullable String password) throws Exception {
		return load(null, CLIENT.certificatePem(), key, password).privateKey();
	}

	private static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

	private static TlsMaterial load(@Nullable String root, @Nullable String certificate, @Nullable String key,
			@Nullable String password) throws InvalidTlsMaterialException {
		return loader(null).load(new TlsReferences(root, certificate, key, password, null));
	}

	private static List<TlsProblem> problems(@Nullable String root, @Nullable String certificate, @Nullable String key,
			@Nullable String password) {
		InvalidTlsMaterialException ex = catchThrowableOfType(InvalidTlsMaterialException.class,
				() -> load(root, certificate, key, password));
		assertThat(ex).isNotNull();
		return ex.problems();
	}

	private static SpringTlsMaterialLoader loader(@Nullable SslBundles bundles) {
		return new SpringTlsMaterialLoader(ApplicationResourceLoader.get(new DefaultResourceLoader(), true), bundles);
	}

}
