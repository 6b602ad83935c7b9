package io.chanuka.db.pool;

import io.chanuka.db.testsupport.InterpretedProgram;
import io.chanuka.db.testsupport.PostgresServer;
import io.chanuka.db.testsupport.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A borrow from the runtime pool allocates what one from plain HikariCP does. An object
 * more would be 16 bytes.
 */
class AllocationIT {

	private final TestDatabase database = PostgresServer.newDatabase();

	@Test
	void countingUsesAllocatesNothing() {
		InterpretedProgram program = InterpretedProgram.run(AllocatedBytes.class, this.database.runtimeUrl(),
				this.database.bareUrl(), this.database.runtime(), this.database.runtimePassword());
		assertThat(program.number("counting")).isLessThan(program.number("plain") + 4);
	}

}
