package io.chanuka.db.tls;

/**
 * One reason why certificates or keys cannot be used, clean of secrets.
 *
 * @param part what it is about
 * @param reason what is wrong with it
 * @param action what the reader can do about it
 */
public record TlsProblem(Part part, String reason, String action) {

	/**
	 * The parts that can be wrong.
	 */
	public enum Part {

		/**
		 * The certificates of the authorities.
		 */
		ROOT_CERTIFICATE,

		/**
		 * The certificate of this client.
		 */
		CERTIFICATE,

		/**
		 * The key of this client.
		 */
		PRIVATE_KEY,

		/**
		 * The password of that key.
		 */
		PRIVATE_KEY_PASSWORD,

		/**
		 * The SSL bundle.
		 */
		BUNDLE

	}

}
