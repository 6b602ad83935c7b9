package io.chanuka.db.benchmarks.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the server distant: what either side sends arrives half a round trip later.
 * Counts for each connection how often the client has sent something after an answer had
 * arrived.
 */
final class RoundTripProxy implements AutoCloseable {

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final List<AtomicInteger> roundTrips = new CopyOnWriteArrayList<>();

	private final int target;

	private final long oneWayNanos;

	RoundTripProxy(int target, Duration roundTrip) throws IOException {
		this.target = target;
		this.oneWayNanos = roundTrip.toNanos() / 2;
		start(this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	/**
	 * The round trips of each connection so far, without the one of TCP.
	 */
	List<Integer> roundTrips() {
		return this.roundTrips.stream().map(AtomicInteger::get).toList();
	}

	private void accept() throws IOException, InterruptedException {
		while (true) {
			Socket client = this.server.accept();
			AtomicInteger count = new AtomicInteger();
			this.roundTrips.add(count);
			start(() -> connect(client, count));
		}
	}

	/**
	 * The round trip of TCP is part of the delay of the first packet.
	 */
	private void connect(Socket client, AtomicInteger count) throws IOException, InterruptedException {
		TimeUnit.NANOSECONDS.sleep(2 * this.oneWayNanos);
		Socket far = new Socket(InetAddress.getLoopbackAddress(), this.target);
		this.sockets.addAll(List.of(client, far));
		client.setTcpNoDelay(true);
		far.setTcpNoDelay(true);
		AtomicBoolean answered = new AtomicBoolean(true);
		forward(client, far, () -> {
			if (answered.getAndSet(false)) {
				count.incrementAndGet();
			}
		}, () -> {
		});
		forward(far, client, () -> {
		}, () -> answered.set(true));
	}

	private void forward(Socket from, Socket to, Runnable received, Runnable delivered) {
		BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
		start(() -> {
			byte[] buffer = new byte[16384];
			int length;
			do {
				length = from.getInputStream().read(buffer);
				if (length > 0) {
					received.run();
				}
				parts.add(new Part(buffer.clone(), length, System.nanoTime() + this.oneWayNanos));
			}
			while (length >= 0);
		});
		start(() -> {
			for (Part part = next(parts); part.length() >= 0; part = next(parts)) {
				delivered.run();
				to.getOutputStream().write(part.bytes(), 0, part.length());
			}
			to.shutdownOutput();
		});
	}

	private static Part next(BlockingQueue<Part> parts) throws InterruptedException {
		Part part = parts.take();
		TimeUnit.NANOSECONDS.sleep(part.due() - System.nanoTime());
		return part;
	}

	private static void start(Action action) {
		Thread thread = new Thread(() -> {
			try {
				action.run();
			}
			catch (IOException | InterruptedException ex) {
				// One of both sides has disconnected.
			}
		}, "round trip proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	private record Part(byte[] bytes, int length, long due) {
	}

	@FunctionalInterface
	private interface Action {

		void run() throws IOException, InterruptedException;

	}

}
