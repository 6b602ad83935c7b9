package io.chanuka.db.safetoadd.application;

import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Properties;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Main class of a JVM that starts one application after the other: it reads from standard
 * input how, and writes to standard output what came of it.
 */
public final class RowRunner {

	private final ProcessVariables variables = new ProcessVariables();

	private final RowClassLoader classes = new RowClassLoader(RowRunner.class.getClassLoader());

	private final ListAppender<ILoggingEvent> log = log();

	private RowRunner() throws ReflectiveOperationException {
	}

	/**
	 * Runs until standard input ends.
	 */
	public static void main(String[] args) throws Exception {
		ObjectOutputStream output = new ObjectOutputStream(System.out);
		output.flush();
		System.setOut(System.err);
		RowRunner runner = new RowRunner();
		Thread.currentThread().setContextClassLoader(runner.classes);
		ObjectInputStream input = new ObjectInputStream(System.in);
		while (input.readBoolean()) {
			output.writeObject(runner.run((Start) input.readObject()));
			output.flush();
		}
		// Whatever thread an application has left behind.
		System.exit(0);
	}

	private Observation run(Start start) throws Exception {
		this.variables.replace(start.variables());
		this.classes.use(start.classes());
		this.log.list.clear();
		Properties before = (Properties) System.getProperties().clone();
		start.systemProperties().forEach(System::setProperty);
		long begin = System.nanoTime();
		Observer observer = new Observer();
		String failure = "";
		List<String> lines = null;
		try (RunningApplication application = start(start)) {
			observer.use(application.context());
			lines = lines();
			observer.readDecisions(application.context());
		}
		catch (Throwable ex) {
			failure = failure(ex);
		}
		finally {
			System.setProperties(before);
		}
		long milliseconds = (System.nanoTime() - begin) / 1_000_000;
		return new Observation(failure.isEmpty(), failure, observer.dataSources(), observer.databases(),
				observer.settings(), observer.decided(), (lines != null) ? lines : lines(), milliseconds);
	}

	private RunningApplication start(Start start) throws Exception {
		SpringApplicationBuilder builder = new SpringApplicationBuilder().web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false);
		for (String source : start.sources()) {
			Class<?> type = ClassUtils.forName(source, this.classes);
			if (start.isTest()) {
				return RunningTest.start(type);
			}
			if (ApplicationListener.class.isAssignableFrom(type)) {
				builder.listeners((ApplicationListener<?>) BeanUtils.instantiateClass(type));
			}
			else {
				builder.sources(type);
			}
		}
		ConfigurableApplicationContext context = builder.run(start.arguments().toArray(String[]::new));
		return new RunningApplication(context, context::close);
	}

	private static String failure(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null && root.getCause() != root) {
			root = root.getCause();
		}
		return root.getClass().getSimpleName() + ": " + root.getMessage();
	}

	private static ListAppender<ILoggingEvent> log() {
		Logger root = ((LoggerContext) org.slf4j.LoggerFactory.getILoggerFactory())
			.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		return (ListAppender<ILoggingEvent>) root.getAppender("list");
	}

	private List<String> lines() {
		return List.copyOf(this.log.list)
			.stream()
			.map((event) -> event.getLevel() + " " + event.getLoggerName() + ": " + event.getFormattedMessage())
			.toList();
	}

}
