package io.chanuka.db.statement;

import io.chanuka.db.testsupport.InterpretedProgram;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the logs of statements allocate while nothing is logged. An object more would be
 * 16 bytes.
 */
class StatementAllocationIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void whenNothingIsLoggedThenStatementsAllocateNothingMore() {
		InterpretedProgram program = InterpretedProgram.run(AllocatedBytes.class, this.database.runtimeUrl());
		double plain = program.number("plain");
		assertThat(program.number("enabled")).isLessThan(plain + 4);
		assertThat(program.number("slow")).isLessThan(plain + 64 + 4);
	}

}
