package io.chanuka.db.command.verify;

/**
 * The server is of a version that is supported.
 */
final class ServerVersionCheck {

	private static final String NAME = "server version";

	/**
	 * The oldest one that the PostgreSQL project maintains, as docs/compatibility.md
	 * states.
	 */
	private static final int OLDEST = 14;

	private static final int MAJOR = 10000;

	private ServerVersionCheck() {
	}

	static Finding check(EndpointState state) {
		return (state.versionNumber() / MAJOR < OLDEST)
				? Finding.failed(NAME, "PostgreSQL " + state.version() + " is not supported",
						"Upgrade the server to PostgreSQL " + OLDEST + " or later.")
				: Finding.ok(NAME, "PostgreSQL " + state.version());
	}

}
