package io.chanuka.db.safetoadd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import io.chanuka.db.safetoadd.application.Start;
import io.chanuka.db.testsupport.ClassPath;

/**
 * The two JVMs of a variant, one with plain Spring Boot and one with the starter, which
 * run the same application at the same time.
 */
final class Sides implements AutoCloseable {

	private final Path directory;

	private final Certificates certificates;

	private final Variant variant;

	private final Side plain;

	private final Side starter;

	private int rows;

	Sides(Variant variant, Path overlay, Certificates certificates, Path directory) throws IOException {
		this.variant = variant;
		this.certificates = certificates;
		this.directory = Files.createDirectories(directory);
		this.plain = new Side("plain", new ClassPath().with(variant.dependencies()), overlay, certificates, directory);
		this.starter = new Side("starter", new ClassPath().with(variant.dependencies()).withStarter(), overlay,
				certificates, directory);
	}

	Variant variant() {
		return this.variant;
	}

	EvidencePair run(Row row) throws IOException {
		Path own = Files.createDirectories(this.directory.resolve("row" + ++this.rows));
		Files.writeString(own.resolve("root.crt"), this.certificates.otherAuthorityPem());
		Start start = row.write(own);
		CompletableFuture<Evidence> first = CompletableFuture.supplyAsync(() -> run(this.plain, start, row));
		return new EvidencePair(run(this.starter, start, row), first.join());
	}

	private static Evidence run(Side side, Start start, Row row) {
		try {
			return side.run(start, row.asksForPassword());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(row.toString(), ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.plain.close();
		this.starter.close();
	}

	/**
	 * The evidence of both.
	 *
	 * @param starter with the starter
	 * @param plain without it
	 */
	record EvidencePair(Evidence starter, Evidence plain) {

	}

}
