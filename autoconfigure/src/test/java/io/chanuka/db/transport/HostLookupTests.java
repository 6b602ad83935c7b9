package io.chanuka.db.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HostLookup}.
 */
class HostLookupTests {

	private static final InetSocketAddress UNKNOWN = InetSocketAddress.createUnresolved("db.test", 5432);

	private final AtomicLong now = new AtomicLong(-50);

	private final List<String> requested = new ArrayList<>();

	private @Nullable InetAddress address;

	@Test
	void whenTheJvmHasAnAddressThenNothingIsResolved() throws UnknownHostException {
		InetSocketAddress known = new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 5432);
		assertThat(lookup(10).resolve(known)).isSameAs(known);
		assertThat(this.requested).isEmpty();
	}

	@Test
	void whenTheJvmHasJustFailedThenNothingIsResolvedAgain() {
		HostLookup lookup = lookup(10);
		assertThat(lookup.resolve(UNKNOWN)).isSameAs(UNKNOWN);
		assertThat(this.requested).isEmpty();
	}

	@Test
	void whenTheNameGetsAnAddressThenItIsFoundUnderTheNameAsItWasGiven() throws UnknownHostException {
		HostLookup lookup = lookup(10);
		lookup.resolve(UNKNOWN);
		pass(400);
		assertThat(lookup.resolve(UNKNOWN)).isSameAs(UNKNOWN);
		this.address = InetAddress.getByName("192.0.2.1");
		pass(400);
		InetSocketAddress found = lookup.resolve(UNKNOWN);
		assertThat(found.isUnresolved()).isFalse();
		assertThat(found.getHostString()).isEqualTo("db.test");
		assertThat(found).hasToString("db.test/192.0.2.1:5432");
		assertThat(this.requested).hasSize(2).doesNotHaveDuplicates().doesNotContain("db.test");
	}

	@Test
	void whenOneHostIsFoundThenAnotherIsResolvedForItself() throws UnknownHostException {
		HostLookup lookup = lookup(10);
		InetSocketAddress other = InetSocketAddress.createUnresolved("other.test", 5433);
		lookup.resolve(UNKNOWN);
		pass(400);
		this.address = InetAddress.getByName("192.0.2.1");
		assertThat(lookup.resolve(other)).isSameAs(other);
		assertThat(lookup.resolve(UNKNOWN).isUnresolved()).isFalse();
		pass(400);
		assertThat(lookup.resolve(other)).hasToString("other.test/192.0.2.1:5433");
	}

	@Test
	void whenAnAddressIsLocalToALinkThenItKeepsItsInterface() throws UnknownHostException {
		this.address = Inet6Address.getByAddress("x", InetAddress.getByName("fe80::1").getAddress(), 7);
		HostLookup lookup = lookup(10);
		lookup.resolve(UNKNOWN);
		pass(400);
		assertThat(lookup.resolve(UNKNOWN).getAddress()).isInstanceOfSatisfying(Inet6Address.class, (found) -> {
			assertThat(found.getScopeId()).isEqualTo(7);
			assertThat(found.getHostName()).isEqualTo("db.test");
		});
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1 })
	void whenTheJvmCachesNothingOrForEverThenThatHolds(long seconds) throws UnknownHostException {
		this.address = InetAddress.getByName("192.0.2.1");
		HostLookup lookup = lookup(seconds);
		lookup.resolve(UNKNOWN);
		pass(400);
		assertThat(lookup.resolve(UNKNOWN)).isSameAs(UNKNOWN);
		assertThat(this.requested).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "10, 10", "' 1 ', 1", "-1, -1", "x, 10", ", 10" })
	void theTimeIsThatOfTheJvm(@Nullable String configured, long seconds) {
		assertThat(HostLookup.cachedSeconds(configured)).isEqualTo(seconds);
	}

	private HostLookup lookup(long seconds) {
		return new HostLookup(this::find, seconds, this.now::get);
	}

	private void pass(long millis) {
		this.now.addAndGet(Duration.ofMillis(millis).toNanos());
	}

	private InetAddress find(String host) throws UnknownHostException {
		this.requested.add(host);
		if (this.address == null) {
			throw new UnknownHostException(host);
		}
		return this.address;
	}

}
