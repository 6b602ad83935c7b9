package io.chanuka.db.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.locks.LockSupport;

/**
 * A server with a long round trip: what comes from either side arrives at the other one
 * later. It can also hold everything back for a while. It counts connections and round
 * trips.
 */
public final class DelayProxy implements AutoCloseable {

	private final ServerSocket server;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final List<Flights> flights = new CopyOnWriteArrayList<>();

	private final int target;

	private final long delayNanos;

	private volatile int connections;

	private volatile boolean holds;

	/**
	 * Create a new instance.
	 * @param target the port of the real server
	 * @param oneWay how much later everything arrives, in each direction
	 */
	public DelayProxy(int target, Duration oneWay) {
		this.target = target;
		this.delayNanos = oneWay.toNanos();
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	private static void start(Action action) {
		Thread thread = new Thread(() -> {
			try {
				action.run();
			}
			catch (IOException | InterruptedException ex) {
				// One of both sides has disconnected.
			}
		}, "delay proxy");
		thread.setDaemon(true);
		thread.start();
	}

	private void accept() throws IOException {
		while (!this.server.isClosed()) {
			Socket client = this.server.accept();
			this.connections++;
			Socket far = new Socket(InetAddress.getLoopbackAddress(), this.target);
			client.setTcpNoDelay(true);
			far.setTcpNoDelay(true);
			this.sockets.addAll(List.of(client, far));
			Flights counted = new Flights();
			this.flights.add(counted);
			forward(client, far, counted::sent, () -> {
			});
			forward(far, client, () -> {
			}, counted::answered);
		}
	}

	private void forward(Socket from, Socket to, Runnable received, Runnable delivered) {
		BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
		start(() -> {
			byte[] buffer = new byte[8192];
			int length = from.getInputStream().read(buffer);
			while (length >= 0) {
				received.run();
				parts.add(new Part(buffer.clone(), length, System.nanoTime() + this.delayNanos));
				length = from.getInputStream().read(buffer);
			}
			parts.add(new Part(buffer, 0, System.nanoTime() + this.delayNanos));
		});
		start(() -> {
			Part part = next(parts);
			while (part.length() > 0) {
				delivered.run();
				to.getOutputStream().write(part.bytes(), 0, part.length());
				part = next(parts);
			}
			to.shutdownOutput();
		});
	}

	private Part next(BlockingQueue<Part> parts) throws InterruptedException {
		Part part = parts.take();
		TimeUnit.NANOSECONDS.sleep(part.due() - System.nanoTime());
		while (this.holds) {
			LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(5));
		}
		return part;
	}

	/**
	 * Sets whether everything is held back.
	 * @param holds whether nothing arrives from now on
	 */
	public void hold(boolean holds) {
		this.holds = holds;
	}

	/**
	 * How many connections were opened so far.
	 */
	public int connections() {
		return this.connections;
	}

	/**
	 * The round trips of each connection so far, without the one of TCP: how often the
	 * client has sent something after an answer had arrived. What it sends while an
	 * answer is under way belongs to the same round trip, so the delay has to be longer
	 * than the client needs for it.
	 */
	public List<Integer> roundTrips() {
		return this.flights.stream().map((counted) -> counted.count.get()).toList();
	}

	public int port() {
		return this.server.getLocalPort();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	/**
	 * Counts round trips of one connection.
	 */
	private static final class Flights {

		private final AtomicInteger count = new AtomicInteger();

		private final AtomicBoolean answered = new AtomicBoolean(true);

		void sent() {
			if (this.answered.getAndSet(false)) {
				this.count.incrementAndGet();
			}
		}

		void answered() {
			this.answered.set(true);
		}

	}

	private record Part(byte[] bytes, int length, long due) {
	}

	@FunctionalInterface
	private interface Action {

		void run() throws IOException, InterruptedException;

	}

}
