package io.chanuka.db.benchmarks;

import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

/**
 * Measures what the logs of statements cost and prints it. The argument is the number of
 * rounds.
 */
public final class StatementLogBenchmark {

	private static final String DATASOURCE_PROXY = "net.ttddyy.dsproxy.listener.logging.SLF4JQueryLoggingListener";

	private StatementLogBenchmark() {
	}

	/**
	 * Measures.
	 * @param args the number of rounds
	 * @throws Exception if something fails
	 */
	public static void main(String[] args) throws Exception {
		System.setProperty("p6spy.config.appender", "com.p6spy.engine.spy.appender.Slf4JLogger");
		System.setProperty("p6spy.config.executionThreshold", "1000");
		int rounds = Integer.parseInt(args[0]);
		List<Row> rows = new ArrayList<>();
		try (StatementLogs logs = new StatementLogs()) {
			rows.addAll(new Comparison(logs.silent(), rounds).run(Work.STATEMENT, 1));
			log("io.chanuka.db.statements");
			log(DATASOURCE_PROXY);
			rows.addAll(new Comparison(logs.full(), rounds).run(Work.STATEMENT, 1));
		}
		System.out.println(Row.HEADER + String.join("", rows.stream().map(Row::toString).toList()));
	}

	/**
	 * Has a logger log to an appender that does nothing.
	 */
	private static void log(String name) {
		Logger logger = (Logger) org.slf4j.LoggerFactory.getLogger(name);
		AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

			@Override
			protected void append(ILoggingEvent event) {
				event.getFormattedMessage();
			}

		};
		appender.setContext(logger.getLoggerContext());
		appender.start();
		logger.setAdditive(false);
		logger.setLevel(Level.DEBUG);
		logger.addAppender(appender);
	}

}
