package io.chanuka.db.settings;

/**
 * Where a value comes from.
 *
 * @param kind the kind of source
 * @param description the source in words, as it is printed
 */
public record Origin(Kind kind, String description) {

	/**
	 * The kinds of sources, the stronger ones first.
	 */
	public enum Kind {

		/**
		 * A service connection or a Compose file: a container of a developer or a test.
		 */
		CONTAINER,

		/**
		 * Another bean that knows the address, such as the user's own.
		 */
		CONNECTION_DETAILS,

		/**
		 * A configuration property, also one that is set through a variable.
		 */
		PROPERTY,

		/**
		 * An active profile.
		 */
		PROFILE,

		/**
		 * An environment variable under a name that is not ours.
		 */
		VARIABLE,

		/**
		 * A part of the URL.
		 */
		URL,

		/**
		 * Derived from another value.
		 */
		DERIVED,

		/**
		 * The row of defaults of the environment.
		 */
		ENVIRONMENT_DEFAULT,

		/**
		 * A default that holds everywhere.
		 */
		DEFAULT

	}

	private static final String GUESS = "guessed";

	/**
	 * How the description of an environment begins that a platform stands for.
	 */
	public static final String PLATFORM = "the platform is ";

	/**
	 * The origin of a default that holds everywhere.
	 */
	public static final Origin DEFAULT = new Origin(Kind.DEFAULT, "default");

	/**
	 * The origin of a value that follows from the environment.
	 * @param environment the environment
	 * @return the origin
	 */
	public static Origin environmentDefault(DeploymentEnvironment environment) {
		return new Origin(Kind.ENVIRONMENT_DEFAULT, "default of " + environment);
	}

	/**
	 * The origin of a default whose environment was possibly guessed, which is then part
	 * of the explanation.
	 * @param environment the environment
	 * @param origin where the environment comes from
	 * @return the origin
	 */
	public static Origin environmentDefault(DeploymentEnvironment environment, Origin origin) {
		String guess = (origin.kind() == Kind.DERIVED) ? ", which was " + GUESS + ": " + origin.description() : "";
		return new Origin(Kind.ENVIRONMENT_DEFAULT, "default of " + environment + guess);
	}

	/**
	 * The origin of a value that follows from another one.
	 * @param description the other one, in words
	 * @return the origin
	 */
	public static Origin derived(String description) {
		return new Origin(Kind.DERIVED, description);
	}

	/**
	 * Whether the value follows from an environment that was guessed.
	 * @return {@code true} if it does
	 */
	public boolean isGuess() {
		return this.description.contains(GUESS);
	}

	/**
	 * Whether the value follows from the platform that the application runs on.
	 * @return {@code true} if it does
	 */
	public boolean isPlatform() {
		return this.kind == Kind.DERIVED && this.description.contains(PLATFORM);
	}

	/**
	 * Whether the value was configured.
	 * @return {@code false} for defaults
	 */
	public boolean isExplicit() {
		return this.kind != Kind.DEFAULT && this.kind != Kind.ENVIRONMENT_DEFAULT;
	}

	@Override
	public String toString() {
		return this.description;
	}

}
