package io.chanuka.db.sample.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Keeps the lines of the statement log for the page, without those of the health.
 */
class StatementLines extends AppenderBase<ILoggingEvent> {

	private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>(100);

	StatementLines() {
		start();
		((Logger) LoggerFactory.getLogger("io.chanuka.db.statements")).addAppender(this);
	}

	@Override
	protected void append(ILoggingEvent event) {
		if (!event.getThreadName().equals("chanuka-db-health")) {
			this.lines.offer(event.getFormattedMessage());
		}
	}

	List<String> drain() {
		List<String> taken = new ArrayList<>();
		this.lines.drainTo(taken);
		return taken;
	}

}
