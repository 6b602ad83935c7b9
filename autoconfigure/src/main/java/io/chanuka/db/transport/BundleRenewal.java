package io.chanuka.db.transport;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;

import io.chanuka.db.tls.InvalidTlsMaterialException;
import io.chanuka.db.tls.TlsMaterial;
import io.chanuka.db.tls.TlsMaterialCheck;
import io.chanuka.db.tls.TlsMaterialLoader;
import io.chanuka.db.tls.TlsProblem;
import io.chanuka.db.tls.TlsReferences;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.log.LogMessage;

/**
 * Takes over an SSL bundle that has been reloaded. One that cannot be used is refused
 * with a log line, and the connections go on with the one before.
 */
public final class BundleRenewal {

	private static final Log logger = LogFactory.getLog(BundleRenewal.class);

	private final String name;

	private final TlsMaterialLoader loader;

	private final Clock clock;

	private final EndpointSockets sockets;

	/**
	 * Create a new instance.
	 * @param name the name of the bundle
	 * @param loader loads it
	 * @param clock decides whether its certificates are valid
	 * @param sockets what uses it
	 */
	public BundleRenewal(String name, TlsMaterialLoader loader, Clock clock, EndpointSockets sockets) {
		this.name = name;
		this.loader = loader;
		this.clock = clock;
		this.sockets = sockets;
	}

	/**
	 * Begins to follow the bundle.
	 * @param bundles where it is registered
	 */
	public void follow(SslBundles bundles) {
		bundles.addBundleUpdateHandler(this.name, (updated) -> renew());
	}

	private void renew() {
		try {
			TlsMaterial material = this.loader.load(new TlsReferences(null, null, null, null, this.name));
			List<TlsProblem> problems = TlsMaterialCheck.problems(material, this.clock.instant());
			if (!problems.isEmpty()) {
				throw new InvalidTlsMaterialException(problems);
			}
			this.sockets.runtime().renew(material);
			this.sockets.migration().renew(material);
			logger.info(LogMessage.format("SSL bundle '%s' was reloaded; connections are renewed", this.name));
		}
		catch (InvalidTlsMaterialException | GeneralSecurityException ex) {
			logger.error(LogMessage.format(
					"SSL bundle '%s' was reloaded but refused: %s. Connections go on with the one before.", this.name,
					ex.getMessage()));
		}
	}

}
