package io.chanuka.db.autoconfigure.command;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.chanuka.db.command.CommandName;
import io.chanuka.db.command.CommandOptions;
import io.chanuka.db.command.WrongUseException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * {@link SpringApplicationRunListener} that runs the command which the command line names
 * as soon as the context is refreshed, and ends the process before any runner is called.
 */
class CommandRunListener implements SpringApplicationRunListener, Ordered {

	static final int WRONG_USE = 2;

	private static final Log logger = LogFactory.getLog(CommandRunListener.class);

	private final String[] arguments;

	private @Nullable CommandOptions options;

	private @Nullable CommandConsole console;

	CommandRunListener(SpringApplication application, String[] arguments) {
		this.arguments = arguments;
	}

	@Override
	public void starting(ConfigurableBootstrapContext bootstrapContext) {
		DefaultApplicationArguments present = new DefaultApplicationArguments(this.arguments);
		if (!present.containsOption(CommandOptions.RUN)) {
			return;
		}
		CommandConsole prepared = Objects
			.requireNonNull(bootstrapContext.getOrElseSupply(CommandConsole.class, ProcessConsole::redirectingOutput));
		this.console = prepared;
		try {
			this.options = CommandOptions.parse(present::getOptionValues);
		}
		catch (WrongUseException ex) {
			throw refuse(prepared, ex);
		}
	}

	/**
	 * Before Spring Boot binds its own properties of the application. Without a web
	 * server, filters and servlets are not created either.
	 */
	@Override
	public void environmentPrepared(ConfigurableBootstrapContext bootstrapContext,
			ConfigurableEnvironment environment) {
		if (this.options == null) {
			return;
		}
		Map<String, Object> properties = new HashMap<>();
		properties.put("spring.main.web-application-type", "none");
		properties.put("spring.main.banner-mode", "off");
		properties.put("spring.main.log-startup-info", "false");
		properties.put("spring.main.keep-alive", "false");
		properties.put("chanuka.db.pool.min-idle", "0");
		properties.put("chanuka.db.migration.mode",
				(this.options.command() == CommandName.MIGRATE) ? "migrate" : "none");
		environment.getPropertySources().addFirst(new MapPropertySource("chanukaDbCommand", properties));
	}

	@Override
	public void contextPrepared(ConfigurableApplicationContext context) {
		if (this.options != null) {
			context.addBeanFactoryPostProcessor(DormantBeans.create());
		}
		else if (context.getEnvironment().containsProperty(CommandOptions.RUN)) {
			logger.warn(CommandOptions.RUN + " is set and ignored: it counts only as an argument, as in "
					+ "java -jar app.jar --" + CommandOptions.RUN + "=info");
		}
	}

	@Override
	public void started(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
		if (this.options == null || this.console == null) {
			return;
		}
		int code;
		try {
			code = new CommandRun(this.options, this.console, context).run();
		}
		catch (WrongUseException ex) {
			context.close();
			throw refuse(this.console, ex);
		}
		context.close();
		this.console.exit(code);
		throw new SpringApplication.AbandonedRunException(context);
	}

	private static RuntimeException refuse(CommandConsole console, WrongUseException reason) {
		console.printError(String.valueOf(reason.getMessage()));
		console.exit(WRONG_USE);
		return new SpringApplication.AbandonedRunException();
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
