package io.chanuka.db.migration.lock;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.settings.EndpointSettings;
import io.chanuka.db.settings.MigrationSettings;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Locks of the migrations at one endpoint: attaches to Flyway what chooses and bounds
 * them.
 */
public final class MigrationLocking {

	/**
	 * What Flyway has if nothing is set. Not read from a configuration of Flyway, which
	 * would set up its plugins once more.
	 */
	static final int DEFAULT_RETRIES = 50;

	private final EndpointSettings endpoint;

	private final MigrationSettings settings;

	private final MigrationProgress progress = new MigrationProgress();

	private final Callback callback;

	private volatile boolean attached;

	/**
	 * Create a new instance.
	 * @param endpoint where the schema is changed
	 * @param settings how it is changed
	 */
	public MigrationLocking(EndpointSettings endpoint, MigrationSettings settings) {
		this.endpoint = endpoint;
		this.settings = settings;
		this.callback = new LockingCallback(new SessionGuard(endpoint, settings), this.progress);
	}

	/**
	 * Attaches the callback, and lets Flyway poll for its lock a little longer than the
	 * timeout, once in a second. The number holds for the whole JVM: it stays finite.
	 * @param configuration the configuration
	 */
	public void attach(FluentConfiguration configuration) {
		this.attached = true;
		configuration.callbacks(Stream.concat(Arrays.stream(configuration.getCallbacks()), Stream.of(this.callback))
			.distinct()
			.toArray(Callback[]::new));
		if (configuration.getLockRetryCount() == DEFAULT_RETRIES) {
			Duration patience = this.settings.timeout().value().plusMinutes(1);
			configuration.lockRetryCount((int) patience.toSeconds());
		}
	}

	/**
	 * How far the run of Flyway is.
	 * @return the progress, which changes
	 */
	public MigrationProgress progress() {
		return this.progress;
	}

	/**
	 * Whether it is known before a connection is open that Flyway's lock is held by a
	 * transaction.
	 * @param configuration the configuration of the Flyway
	 * @return {@code true} if a pooler is known, or it was set explicitly
	 */
	public boolean isKnownTransactional(Configuration configuration) {
		boolean pooled = this.endpoint.kind() != EndpointKind.DIRECT;
		return this.attached && FlywayLock.isTransactional(configuration)
				&& (pooled || FlywayLock.isStated(configuration));
	}

}
