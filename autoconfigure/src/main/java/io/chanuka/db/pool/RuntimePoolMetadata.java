package io.chanuka.db.pool;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.metadata.AbstractDataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;

/**
 * {@link DataSourcePoolMetadata} of the runtime pool, which knows its figures before the
 * first borrow, so that no meter is missing.
 */
public final class RuntimePoolMetadata extends AbstractDataSourcePoolMetadata<RuntimePool> {

	private RuntimePoolMetadata(RuntimePool pool) {
		super(pool);
	}

	/**
	 * Finds the metadata of a DataSource.
	 * @param dataSource the DataSource
	 * @return its metadata, or {@code null} if there is no runtime pool behind it
	 */
	public static @Nullable DataSourcePoolMetadata of(DataSource dataSource) {
		RuntimePool pool = RuntimePool.behind(dataSource);
		return (pool != null) ? new RuntimePoolMetadata(pool) : null;
	}

	@Override
	public Integer getActive() {
		return getDataSource().snapshot().active();
	}

	@Override
	public Integer getIdle() {
		return getDataSource().snapshot().idle();
	}

	@Override
	public Integer getMax() {
		return getDataSource().getMaximumPoolSize();
	}

	@Override
	public Integer getMin() {
		return getDataSource().getMinimumIdle();
	}

	@Override
	public @Nullable String getValidationQuery() {
		return getDataSource().getConnectionTestQuery();
	}

	@Override
	public Boolean getDefaultAutoCommit() {
		return getDataSource().isAutoCommit();
	}

}
