package io.chanuka.db.autoconfigure;

import java.util.function.Function;

import javax.sql.DataSource;

import io.chanuka.db.autoconfigure.condition.BootDataSourceDefinition;
import io.chanuka.db.pool.RuntimePool;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.SingletonBeanRegistry;

/**
 * The runtime pool of the application, or nothing where its DataSource is another one.
 */
public final class RuntimePoolHolder {

	private static final RuntimePoolHolder NONE = new RuntimePoolHolder(null);

	private final @Nullable RuntimePool pool;

	private RuntimePoolHolder(@Nullable RuntimePool pool) {
		this.pool = pool;
	}

	/**
	 * Finds the pool behind a DataSource, however it is wrapped.
	 * @param dataSource the DataSource of the application
	 * @return a holder of the pool, or an empty one
	 */
	static RuntimePoolHolder of(DataSource dataSource) {
		RuntimePool pool = RuntimePool.behind(dataSource);
		return (pool != null) ? new RuntimePoolHolder(pool) : NONE;
	}

	/**
	 * Finds the pool behind a DataSource that the application is about to use.
	 * @param dataSource the DataSource of the application
	 * @return a holder of the pool, or an empty one
	 */
	static RuntimePoolHolder prepared(DataSource dataSource) {
		RuntimePoolHolder holder = of(dataSource);
		if (holder.pool != null) {
			holder.pool.preparation().complete();
		}
		return holder;
	}

	/**
	 * Finds the pool while the context is closed, when nothing is created any more.
	 * @param beans the singletons that still exist
	 * @return a holder of the pool, or an empty one
	 */
	public static RuntimePoolHolder existing(SingletonBeanRegistry beans) {
		return (beans.getSingleton(BootDataSourceDefinition.BEAN_NAME) instanceof DataSource dataSource)
				? of(dataSource) : NONE;
	}

	/**
	 * The pool.
	 * @return the pool, or {@code null} if the DataSource is another one
	 */
	public @Nullable RuntimePool pool() {
		return (this.pool != null && !this.pool.isRedirected()) ? this.pool : null;
	}

	/**
	 * The pool that the application has directed to another database.
	 * @return the pool, or {@code null} if it connects as the settings require
	 */
	@Nullable RuntimePool redirected() {
		return (this.pool != null && this.pool.isRedirected()) ? this.pool : null;
	}

	/**
	 * Applies a function to the pool.
	 * @param function what is made of the pool
	 * @param <T> the type of the result
	 * @return the result, or {@code null} if the DataSource is another one
	 */
	public <T> @Nullable T map(Function<RuntimePool, T> function) {
		RuntimePool ours = pool();
		return (ours != null) ? function.apply(ours) : null;
	}

}
