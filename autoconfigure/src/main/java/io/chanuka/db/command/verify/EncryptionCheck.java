package io.chanuka.db.command.verify;

import io.chanuka.db.settings.TlsSettings;
import io.chanuka.db.tls.SslMode;

/**
 * The connections of an endpoint are encrypted as decided. The driver itself refuses a
 * connection that is less than {@code require}; behind a pooler the server knows the
 * pooler's socket only.
 */
final class EncryptionCheck {

	private EncryptionCheck() {
	}

	static Finding check(String endpoint, TlsSettings settings, EndpointState state) {
		String name = endpoint + " encryption";
		String decided = settings.mode().value() + " (" + settings.mode().origin() + ")";
		if (settings.factory() != null) {
			return Finding.note(name, "decided by " + settings.factory());
		}
		return switch (settings.mode().value()) {
			case DISABLE -> Finding.ok(name, "none, as decided: " + decided);
			case ALLOW, PREFER -> optional(name, decided, state);
			case REQUIRE, VERIFY_CA, VERIFY_FULL -> required(name, settings.mode().value(), decided, state);
		};
	}

	private static Finding optional(String name, String decided, EndpointState state) {
		if (state.pooled()) {
			return Finding.unknown(name, decided + ", behind a pooler");
		}
		return (state.encryption() != null) ? Finding.ok(name, state.encryption() + ", " + decided)
				: Finding.note(name, "none: " + decided + " permits that");
	}

	private static Finding required(String name, SslMode mode, String decided, EndpointState state) {
		if (state.encryption() == null && !state.pooled()) {
			return Finding.failed(name, "none, although decided: " + decided,
					"Set chanuka.db.ssl.mode=" + mode + ", and remove what the driver gets elsewhere.");
		}
		return Finding.ok(name, (state.pooled() ? "to the pooler" : state.encryption()) + ", " + decided);
	}

}
