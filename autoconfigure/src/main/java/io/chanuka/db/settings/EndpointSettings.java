package io.chanuka.db.settings;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.chanuka.db.provider.CertificateAuthority;
import io.chanuka.db.provider.DetectedProvider;
import io.chanuka.db.provider.EndpointKind;
import io.chanuka.db.url.Credentials;
import io.chanuka.db.url.HostAndPort;
import io.chanuka.db.url.PostgresUrl;
import org.jspecify.annotations.Nullable;

/**
 * One end of the application on the server: the runtime's or the migrations'.
 *
 * @param url where it connects to
 * @param credentials the user and the password
 * @param provider the provider of the server, and what a connection reaches
 * @param plain whether Spring Boot would use this URL by itself, so that the driver's own
 * defaults hold for what it leaves open
 */
public record EndpointSettings(Setting<PostgresUrl> url, Setting<Credentials> credentials, DetectedProvider provider,
		boolean plain) {

	/**
	 * Create an endpoint whose URL was set for the starter.
	 * @param url where it connects to
	 * @param credentials the user and the password
	 * @param provider the provider of the server, and what a connection reaches
	 */
	public EndpointSettings(Setting<PostgresUrl> url, Setting<Credentials> credentials, DetectedProvider provider) {
		this(url, credentials, provider, false);
	}

	/**
	 * The same with a URL that Spring Boot would use by itself.
	 * @return a copy
	 */
	public EndpointSettings asPlain() {
		return new EndpointSettings(this.url, this.credentials, this.provider, true);
	}

	/**
	 * The URL itself.
	 * @return its value, whatever its origin
	 */
	public PostgresUrl postgresUrl() {
		return this.url.value();
	}

	/**
	 * The addresses to try.
	 * @return at least one address, in order
	 */
	public List<HostAndPort> hosts() {
		return this.url.value().hosts();
	}

	/**
	 * The first address.
	 * @return the address by which the provider is recognised
	 */
	public HostAndPort firstHost() {
		return this.url.value().firstHost();
	}

	/**
	 * The first host.
	 * @return its name or address, without the port
	 */
	public String host() {
		return firstHost().host();
	}

	/**
	 * The names of all hosts.
	 * @return the names without ports, separated by commas
	 */
	public String hostNames() {
		return hosts().stream().map(HostAndPort::host).collect(Collectors.joining(", "));
	}

	/**
	 * The parameters of the URL.
	 * @return the parameters, decoded
	 */
	public Map<String, String> parameters() {
		return this.url.value().parameters();
	}

	/**
	 * The user of the connections.
	 * @return the name, or {@code null} if none is known
	 */
	public @Nullable String username() {
		return this.credentials.value().username();
	}

	/**
	 * What a connection reaches, as far as the settings know.
	 * @return the kind
	 */
	public EndpointKind kind() {
		return this.provider.kind();
	}

	/**
	 * Whether a connection reaches a pooler in transaction mode.
	 * @return {@code true} if so, as far as the settings know
	 */
	public boolean isPooled() {
		return kind() == EndpointKind.TRANSACTION_POOLED;
	}

	/**
	 * Whether every host is the machine itself.
	 * @return {@code true} if so
	 */
	public boolean isLoopback() {
		return hosts().stream().allMatch(HostAndPort::isLoopback);
	}

	/**
	 * The authority that signs the server certificate.
	 * @return the authority, as far as it is documented
	 */
	public CertificateAuthority certificateAuthority() {
		return this.provider.traits().certificateAuthority();
	}

	@Override
	public String toString() {
		return this.url.value() + " as " + this.credentials.value() + " (" + this.url.origin() + ")";
	}

}
