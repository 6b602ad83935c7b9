package io.chanuka.db.provider;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * What an address tells about the server behind it.
 *
 * @param provider who runs the server
 * @param kind what a connection reaches
 * @param directSibling the address of the same database without the pooler, or
 * {@code null} if it is direct already or cannot be derived
 * @param reason why this was detected, a sentence
 */
public record DetectedProvider(Provider provider, EndpointKind kind, @Nullable HostAndPort directSibling,
		String reason) {

}
