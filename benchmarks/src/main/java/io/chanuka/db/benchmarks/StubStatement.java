package io.chanuka.db.benchmarks;

/**
 * A statement that is done at once.
 */
final class StubStatement extends UnsupportedPreparedStatement {

	@Override
	public boolean execute() {
		return false;
	}

	@Override
	public void close() {
	}

}
