package io.chanuka.db.migration;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

/**
 * Reports the ends of migrations to the {@link FlywayRecorder}. Supports only events that
 * Flyway handles on a connection that it has: for {@code beforeMigrate} and
 * {@code afterMigrateError} it opens another one, and if that fails, the failure of the
 * migration is lost ({@code DefaultCallbackExecutor#onMigrateOrUndoEvent}).
 */
final class RecordingCallback implements Callback {

	private final BiConsumer<Configuration, MigrateResult> finished;

	private final Consumer<Configuration> failed;

	RecordingCallback(BiConsumer<Configuration, MigrateResult> finished, Consumer<Configuration> failed) {
		this.finished = finished;
		this.failed = failed;
	}

	@Override
	public boolean supports(Event event, @Nullable Context context) {
		return event == Event.AFTER_MIGRATE_OPERATION_FINISH || event == Event.AFTER_EACH_MIGRATE_ERROR
				|| event == Event.AFTER_VALIDATE_ERROR;
	}

	@Override
	public boolean canHandleInTransaction(Event event, Context context) {
		return false;
	}

	@Override
	public void handle(Event event, Context context) {
		if (event != Event.AFTER_MIGRATE_OPERATION_FINISH) {
			this.failed.accept(context.getConfiguration());
		}
		else if (context.getOperationResult() instanceof MigrateResult result) {
			this.finished.accept(context.getConfiguration(), result);
		}
	}

	@Override
	public String getCallbackName() {
		return "chanukaDbOutcome";
	}

}
