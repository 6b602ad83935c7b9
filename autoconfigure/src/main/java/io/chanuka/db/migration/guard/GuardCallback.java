package io.chanuka.db.migration.guard;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

/**
 * Has Flyway ask the guard on connections that it has: before it cleans, before each
 * migration, and after migrations were applied.
 */
public final class GuardCallback implements Callback {

	private final EnvironmentGuard guard;

	/**
	 * Create a new instance.
	 * @param guard the guard
	 */
	public GuardCallback(EnvironmentGuard guard) {
		this.guard = guard;
	}

	@Override
	public boolean supports(Event event, @Nullable Context context) {
		return switch (event) {
			case BEFORE_CLEAN, BEFORE_EACH_MIGRATE -> this.guard.checks();
			case AFTER_MIGRATE_OPERATION_FINISH -> this.guard.marks();
			default -> false;
		};
	}

	@Override
	public boolean canHandleInTransaction(Event event, Context context) {
		return false;
	}

	@Override
	public void handle(Event event, Context context) {
		if (event != Event.AFTER_MIGRATE_OPERATION_FINISH) {
			this.guard.check(context.getConnection());
		}
		else if (context.getOperationResult() instanceof MigrateResult result && result.migrationsExecuted > 0) {
			this.guard.markIfUnset(context.getConnection());
		}
	}

	@Override
	public String getCallbackName() {
		return "chanukaDbEnvironmentGuard";
	}

}
