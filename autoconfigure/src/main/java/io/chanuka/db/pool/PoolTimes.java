package io.chanuka.db.pool;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The times of a running pool, recorded in stripes and read when somebody looks.
 *
 * @param poolName the name of the pool
 * @param acquire how long borrowers waited, those without success too
 * @param usage how long connections were borrowed
 * @param creation how long the opening of connections took
 * @param timeouts borrowers who waited in vain
 */
public record PoolTimes(String poolName, StripedTimer acquire, StripedTimer usage, StripedTimer creation,
		LongAdder timeouts) {

	static PoolTimes of(String poolName) {
		return new PoolTimes(poolName, new StripedTimer(TimeUnit.NANOSECONDS, System::nanoTime),
				new StripedTimer(TimeUnit.MILLISECONDS, System::nanoTime),
				new StripedTimer(TimeUnit.MILLISECONDS, System::nanoTime), new LongAdder());
	}

}
