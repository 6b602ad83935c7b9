package io.chanuka.db.benchmarks;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import com.sun.management.ThreadMXBean;

/**
 * Runs short slices of work on a fixed number of threads.
 */
final class Slices implements AutoCloseable {

	/**
	 * The clock is read once for so many operations, so that it does not count.
	 */
	private static final int BATCH = 200;

	private static final long SLICE_NANOS = 60_000_000;

	private static final ThreadMXBean meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final int threads;

	private final ExecutorService executor;

	Slices(int threads) {
		this.threads = threads;
		this.executor = Executors.newFixedThreadPool(threads);
	}

	Sample run(Work work, DataSource dataSource) throws InterruptedException, ExecutionException {
		CyclicBarrier start = new CyclicBarrier(this.threads);
		List<Callable<Slice>> tasks = new ArrayList<>();
		for (int i = 0; i < this.threads; i++) {
			tasks.add(() -> slice(work, dataSource, start));
		}
		long operations = 0;
		long cpuNanos = 0;
		long bytes = 0;
		long begin = Long.MAX_VALUE;
		long end = Long.MIN_VALUE;
		for (Future<Slice> future : this.executor.invokeAll(tasks)) {
			Slice slice = future.get();
			operations += slice.operations();
			cpuNanos += slice.cpuNanos();
			bytes += slice.bytes();
			begin = Math.min(begin, slice.begin());
			end = Math.max(end, slice.end());
		}
		return new Sample(operations * 1e9 / (end - begin), operations * 1e9 / cpuNanos, (double) bytes / operations);
	}

	private static Slice slice(Work work, DataSource dataSource, CyclicBarrier start)
			throws InterruptedException, BrokenBarrierException, SQLException {
		long thread = Thread.currentThread().getId();
		start.await();
		long cpuBefore = meter.getThreadCpuTime(thread);
		long bytesBefore = meter.getThreadAllocatedBytes(thread);
		long begin = System.nanoTime();
		long operations = 0;
		long end;
		do {
			work.run(dataSource, BATCH);
			operations += BATCH;
			end = System.nanoTime();
		}
		while (end - begin < SLICE_NANOS);
		long bytes = meter.getThreadAllocatedBytes(thread) - bytesBefore;
		return new Slice(operations, meter.getThreadCpuTime(thread) - cpuBefore, bytes, begin, end);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	/**
	 * What one thread did.
	 */
	private record Slice(long operations, long cpuNanos, long bytes, long begin, long end) {

	}

}
