package io.chanuka.db.testsupport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

/**
 * What a logger logs, at a level, until it is closed.
 */
public final class RecordedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	private final Logger logger;

	private final Level before;

	public RecordedLog(String name, Level level) {
		this.logger = (Logger) org.slf4j.LoggerFactory.getLogger(name);
		this.before = this.logger.getLevel();
		this.logger.setLevel(level);
		setContext(this.logger.getLoggerContext());
		start();
		this.logger.addAppender(this);
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.events.add(event);
	}

	/**
	 * The messages so far, which are forgotten.
	 */
	public List<String> take() {
		List<String> messages = this.events.stream().map(ILoggingEvent::getFormattedMessage).toList();
		this.events.clear();
		return messages;
	}

	/**
	 * The events so far.
	 */
	public List<ILoggingEvent> events() {
		return this.events;
	}

	@Override
	public void close() {
		this.logger.detachAppender(this);
		this.logger.setLevel(this.before);
	}

}
