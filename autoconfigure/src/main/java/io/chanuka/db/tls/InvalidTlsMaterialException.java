package io.chanuka.db.tls;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Certificates or keys cannot be used.
 */
public class InvalidTlsMaterialException extends Exception {

	private static final long serialVersionUID = 1L;

	private final transient List<TlsProblem> problems;

	/**
	 * Create a new instance.
	 * @param problems all that is wrong
	 */
	public InvalidTlsMaterialException(List<TlsProblem> problems) {
		super(problems.stream().map(TlsProblem::reason).collect(Collectors.joining("; ")));
		this.problems = List.copyOf(problems);
	}

	/**
	 * Why they cannot be used.
	 * @return all that is wrong
	 */
	public List<TlsProblem> problems() {
		return this.problems;
	}

}
