package io.chanuka.db.migration.stamp;

import org.jspecify.annotations.Nullable;

/**
 * The claim that what Flyway reads has nothing to do with a history.
 *
 * @param version the version of the schema, or {@code null} if it has none
 * @param digest a digest of what Flyway reads, of the session, the history and the
 * version
 */
record Claim(@Nullable String version, String digest) {

	private static final String NO_VERSION = "-";

	/**
	 * Makes a claim.
	 * @param inputs what Flyway reads outside the database
	 * @param history what it reads in the database
	 * @param version the version of the schema
	 * @return the claim
	 */
	static Claim of(MigrationInputs inputs, HistorySnapshot history, @Nullable String version) {
		String digest = new InputDigest().add(inputs.digest())
			.add(history.session())
			.add(history.schema())
			.add(history.digest())
			.add(version)
			.hex();
		return new Claim(version, digest);
	}

	/**
	 * Reads the text form.
	 * @param text the text
	 * @return the claim
	 */
	static Claim parse(String text) {
		int separator = text.indexOf('=');
		String version = text.substring(0, Math.max(0, separator));
		return new Claim(NO_VERSION.equals(version) ? null : version, text.substring(separator + 1));
	}

	@Override
	public String toString() {
		return ((this.version != null) ? this.version : NO_VERSION) + "=" + this.digest;
	}

}
