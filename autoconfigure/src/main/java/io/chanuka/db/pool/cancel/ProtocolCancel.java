package io.chanuka.db.pool.cancel;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

/**
 * Cancels statements by the driver's cancel request, which needs no session: it passes a
 * pooler whose connections to the server are all taken, and a server that has no
 * connection left. Nothing happens to a connection that runs no statement.
 */
public final class ProtocolCancel {

	private static final Log logger = LogFactory.getLog(ProtocolCancel.class);

	private ProtocolCancel() {
	}

	/**
	 * Sends the requests in parallel, each on a thread of its own because a server may
	 * not answer.
	 * @param borrows the connections whose statements are cancelled; those that have been
	 * returned by then are left alone
	 * @param timeout how long to wait
	 * @return those whose request was received in time
	 */
	public static Set<Borrow> send(Collection<Borrow> borrows, Duration timeout) {
		Set<Borrow> received = ConcurrentHashMap.newKeySet();
		CountDownLatch pending = new CountDownLatch(borrows.size());
		for (Borrow borrow : borrows) {
			Thread thread = new Thread(() -> {
				send(borrow, received);
				pending.countDown();
			}, "chanuka-db-cancel");
			thread.setDaemon(true);
			thread.start();
		}
		try {
			if (!pending.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.debug("Not every request to cancel was received in time");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return Set.copyOf(received);
	}

	private static void send(Borrow borrow, Set<Borrow> received) {
		try {
			if (borrow.isCurrent()) {
				borrow.connection().cancel();
				received.add(borrow);
			}
		}
		catch (SQLException ex) {
			logger.debug(LogMessage.format("Could not cancel what runs on %s", borrow.connection()), ex);
		}
	}

}
