package io.chanuka.db.autoconfigure.command;

import org.springframework.boot.ExitCodeGenerator;

/**
 * A command ended with an exception, which Spring Boot analyzes and reports.
 */
class CommandFailedException extends RuntimeException implements ExitCodeGenerator {

	CommandFailedException(String message, Throwable cause) {
		super(message, cause);
	}

	@Override
	public int getExitCode() {
		return 1;
	}

}
