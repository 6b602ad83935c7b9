package io.chanuka.db.sample;

import java.util.stream.Stream;

import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/**
 * Names what is invalid in the problem detail (RFC 9457), before Spring Boot's handler.
 */
@RestControllerAdvice
@Order(-1)
class ValidationProblems {

	@ExceptionHandler
	ProblemDetail invalidBody(MethodArgumentNotValidException ex) {
		return problem(ex.getBody(),
				ex.getFieldErrors().stream().map((error) -> error.getField() + ": " + error.getDefaultMessage()));
	}

	@ExceptionHandler
	ProblemDetail invalidParameter(HandlerMethodValidationException ex) {
		return problem(ex.getBody(), ex.getParameterValidationResults().stream().flatMap((result) -> {
			String name = result.getMethodParameter().getParameterName();
			return result.getResolvableErrors().stream().map((error) -> name + ": " + error.getDefaultMessage());
		}));
	}

	private static ProblemDetail problem(ProblemDetail problem, Stream<String> errors) {
		problem.setProperty("errors", errors.sorted().toList());
		return problem;
	}

}
