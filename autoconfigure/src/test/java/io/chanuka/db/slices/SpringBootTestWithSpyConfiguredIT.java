package io.chanuka.db.slices;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.chanuka.db.pool.PoolView;
import io.chanuka.db.testsupport.TestApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.willThrow;

/**
 * {@code @SpringBootTest} with a spy of the DataSource, which is a copy of the pool.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@ContextConfiguration(classes = TestApplication.class)
class SpringBootTestWithSpyConfiguredIT extends ConfiguredSlice {

	@MockitoSpyBean
	private DataSource dataSource;

	@Autowired
	private PoolView pool;

	@Test
	void theSpyHasTheConnectionsOfThePool() throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			assertThat(connection.isValid(2)).isTrue();
			assertThat(this.pool.snapshot().active()).isOne();
		}
	}

	@Test
	void theSpyCanFail() throws SQLException {
		willThrow(new SQLException("stubbed")).given(this.dataSource).getConnection();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.dataSource.getConnection())
			.withMessage("stubbed");
	}

}
