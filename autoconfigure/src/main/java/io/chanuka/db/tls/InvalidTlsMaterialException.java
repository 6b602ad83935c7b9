package io.chanuka.db.tls;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Certificates or keys cannot be used.
 */
public class InvalidTlsMaterialException extends Exception {

	private static final long serialVersionUID = 1L;

	private final transient List<TlsProblem> problems;

	private final transient TlsMaterial rest;

	/**
	 * Create a new instance.
	 * @param problems all that is wrong
	 */
	public InvalidTlsMaterialException(List<TlsProblem> problems) {
		this(problems, TlsMaterial.NONE);
	}

	/**
	 * Create a new instance.
	 * @param problems all that is wrong
	 * @param rest what could be read all the same, to be checked at once
	 */
	public InvalidTlsMaterialException(List<TlsProblem> problems, TlsMaterial rest) {
		super(problems.stream().map(TlsProblem::reason).collect(Collectors.joining("; ")));
		this.problems = List.copyOf(problems);
		this.rest = rest;
	}

	/**
	 * What could be read all the same.
	 * @return certificates and keys that are only good for further checks
	 */
	public TlsMaterial rest() {
		return this.rest;
	}

	/**
	 * Why they cannot be used.
	 * @return all that is wrong
	 */
	public List<TlsProblem> problems() {
		return this.problems;
	}

}
