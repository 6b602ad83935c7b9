package io.chanuka.db.autoconfigure.command;

import java.time.Duration;

import io.chanuka.db.command.CommandOptions;
import io.chanuka.db.command.CommandReport;
import io.chanuka.db.command.DatabaseCommand;
import io.chanuka.db.command.WrongUseException;
import io.chanuka.db.url.Redactor;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/**
 * Runs one command in a context that is refreshed and idle.
 */
final class CommandRun {

	private final CommandOptions options;

	private final CommandConsole console;

	private final ConfigurableApplicationContext context;

	CommandRun(CommandOptions options, CommandConsole console, ConfigurableApplicationContext context) {
		this.options = options;
		this.console = console;
		this.context = context;
	}

	/**
	 * Runs once, or again and again until the context is closed.
	 * @return the exit code of the last run
	 * @throws WrongUseException if the command cannot be run in this application
	 * @throws CommandFailedException if it ended with an exception
	 */
	int run() {
		IdleLifecycleProcessor lifecycle = this.context
			.getBean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, IdleLifecycleProcessor.class);
		this.context.getBean(DormantBeans.BEAN_NAME, DormantBeans.class).restore(this.context.getBeanFactory());
		try {
			DatabaseCommand command = new DatabaseCommands(this.context).create(this.options);
			Duration every = this.options.every();
			int code = runOnce(command);
			while (every != null && !lifecycle.awaitClose(every)) {
				code = runOnce(command);
			}
			return code;
		}
		catch (WrongUseException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			if (lifecycle.awaitClose(Duration.ZERO)) {
				// Ctrl-C.
				return 1;
			}
			throw failed(ex);
		}
	}

	private int runOnce(DatabaseCommand command) {
		CommandReport report = command.run();
		this.console.print(this.options.format().render(report));
		return report.exitCode();
	}

	private CommandFailedException failed(RuntimeException failure) {
		String message = Redactor
			.redactText(String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage()));
		this.console.print(this.options.format().render(CommandReport.failed(this.options.command(), message.strip())));
		return new CommandFailedException("The command " + this.options.command() + " failed", failure);
	}

}
