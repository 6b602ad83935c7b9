package io.chanuka.db.startup;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

import io.chanuka.db.connection.FailureKind;
import io.chanuka.db.url.HostAndPort;

/**
 * Whether hosts that cannot be reached have addresses of a family that this machine has
 * not. No retry helps then.
 */
final class AddressFamily {

	private AddressFamily() {
	}

	/**
	 * Corrects the kind of a failure.
	 * @param kind the kind by the exception alone
	 * @param hosts the hosts that were tried
	 * @return {@link FailureKind#NO_IPV6} if they have IPv6 addresses only and this
	 * machine has none but local ones
	 */
	static FailureKind refine(FailureKind kind, List<HostAndPort> hosts) {
		boolean unreachable = kind == FailureKind.UNREACHABLE
				&& hosts.stream().allMatch((host) -> hasOnlyIpv6(host.host())) && !isIpv6Connected();
		return unreachable ? FailureKind.NO_IPV6 : kind;
	}

	private static boolean hasOnlyIpv6(String host) {
		try {
			return Arrays.stream(InetAddress.getAllByName(host))
				.allMatch((address) -> address instanceof Inet6Address && !isLocal(address));
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	private static boolean isIpv6Connected() {
		try {
			return NetworkInterface.networkInterfaces()
				.flatMap(NetworkInterface::inetAddresses)
				.anyMatch((address) -> address instanceof Inet6Address && !isLocal(address));
		}
		catch (SocketException ex) {
			return true;
		}
	}

	private static boolean isLocal(InetAddress address) {
		return address.isLoopbackAddress() || address.isLinkLocalAddress();
	}

}
