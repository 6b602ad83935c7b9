package io.chanuka.db.safetoadd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.chanuka.db.safetoadd.Sides.EvidencePair;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.DockerClientFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Typical applications, each started as plain Spring Boot and with the starter: server,
 * database, user, password, encryption and what they create there are the same, but for
 * the differences of {@code docs/safe-to-add.md}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SafeToAddIT {

	private static final String FILTER = System.getProperty("safe-to-add.rows", "");

	private static final Path REPORT = Path.of("target/safe-to-add.txt");

	private final Certificates certificates = new Certificates();

	private final Set<Difference> found = EnumSet.noneOf(Difference.class);

	private Path directory;

	private Path overlay;

	private Sides sides;

	private final StringBuilder report = new StringBuilder();

	@BeforeAll
	void prepare(@TempDir Path directory) throws IOException {
		this.directory = directory;
		this.overlay = Overlay.write(Files.createDirectories(this.directory.resolve("overlay")));
	}

	static List<Row> rows() {
		return Matrix.rows().stream().filter((row) -> FILTER.isEmpty() || row.toString().matches(FILTER)).toList();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void databaseUserEncryptionSchemaAndStartStayTheSame(Row row) throws IOException {
		if (row.isForDocker()) {
			assumeThat(DockerClientFactory.instance().isDockerAvailable()).as("Docker answers").isTrue();
		}
		EvidencePair both = run(row);
		SoftAssertions softly = new SoftAssertions();
		row.expectation().verifyPlain(softly, both.plain());
		this.found.addAll(row.expectation().verifyStarter(softly, both.plain(), both.starter()));
		write(row, both, softly);
		softly.assertAll();
	}

	private EvidencePair run(Row row) throws IOException {
		try {
			return sides(row.variant()).run(row);
		}
		catch (RuntimeException ex) {
			// The next row gets other JVMs.
			close();
			throw ex;
		}
	}

	private Sides sides(Variant variant) throws IOException {
		if (this.sides == null || this.sides.variant() != variant) {
			close();
			this.sides = new Sides(variant, this.overlay, this.certificates, this.directory.resolve(variant.name()));
		}
		return this.sides;
	}

	private void write(Row row, EvidencePair both, SoftAssertions softly) {
		this.report.append(softly.errorsCollected().isEmpty() ? "ok     " : "FAILED ")
			.append(row)
			.append("\n plain\n")
			.append(both.plain())
			.append("\n starter\n")
			.append(both.starter())
			.append("\n  warnings   ")
			.append(String.join("\n             ", Evidence.warnings(both.starter().observation())))
			.append("\n");
		softly.errorsCollected().forEach((error) -> this.report.append("  ! ").append(error.getMessage()).append("\n"));
	}

	@AfterAll
	void close() throws IOException {
		if (this.sides != null) {
			this.sides.close();
			this.sides = null;
		}
	}

	@AfterAll
	void everyDifferenceIsFound() throws IOException {
		Files.writeString(REPORT, this.report);
		if (FILTER.isEmpty()) {
			assertThat(this.found).containsExactlyInAnyOrder(Difference.values());
		}
	}

}
