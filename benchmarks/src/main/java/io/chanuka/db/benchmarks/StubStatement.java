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
	public int getUpdateCount() {
		return -1;
	}

	@Override
	public long getLargeUpdateCount() {
		return -1;
	}

	@Override
	public void close() {
	}

}
