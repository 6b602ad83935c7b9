package io.chanuka.db.migration.stamp;

import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

/**
 * Whether it is proven that there is nothing to migrate, and what to do after a run
 * otherwise.
 */
public final class MigrationProof {

	private static final MigrationProof NONE = new MigrationProof(null, null);

	private final @Nullable Claim claim;

	private final @Nullable StampWriter writer;

	private MigrationProof(@Nullable Claim claim, @Nullable StampWriter writer) {
		this.claim = claim;
		this.writer = writer;
	}

	static MigrationProof none() {
		return NONE;
	}

	static MigrationProof of(Claim claim) {
		return new MigrationProof(claim, null);
	}

	static MigrationProof missing(StampWriter writer) {
		return new MigrationProof(null, writer);
	}

	/**
	 * Whether Flyway would do nothing.
	 * @return {@code true} if that is proven
	 */
	public boolean holds() {
		return this.claim != null;
	}

	/**
	 * The version of the schema.
	 * @return the version, or {@code null} if the schema has none or nothing is proven
	 */
	public @Nullable String version() {
		return (this.claim != null) ? this.claim.version() : null;
	}

	/**
	 * Stamps the history table after Flyway has run, so that the next start finds the
	 * proof. Never fails; without certainty nothing is written.
	 * @param result the result of Flyway
	 */
	public void stamp(MigrateResult result) {
		if (this.writer != null) {
			this.writer.write(result);
		}
	}

}
