package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the addresses of one provider.
 */
@FunctionalInterface
interface ProviderRule {

	/**
	 * Looks at an address.
	 * @param address the address, its host in lower case
	 * @return what it tells, or {@code null} if it is not one of this provider
	 */
	@Nullable DetectedProvider detect(HostAndPort address);

}
