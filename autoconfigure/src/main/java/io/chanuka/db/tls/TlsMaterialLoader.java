package io.chanuka.db.tls;

/**
 * Loads what the settings name. The only thing that reads files while settings are
 * decided; it never opens a socket.
 */
@FunctionalInterface
public interface TlsMaterialLoader {

	/**
	 * Loads certificates and keys.
	 * @param references what to load
	 * @return the material, complete
	 * @throws InvalidTlsMaterialException if anything cannot be read, with all that
	 * cannot
	 */
	TlsMaterial load(TlsReferences references) throws InvalidTlsMaterialException;

}
