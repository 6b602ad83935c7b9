package io.chanuka.db.migration.lock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConcurrentIndexes} and {@link SqlText}.
 */
class ConcurrentIndexesTests {

	@ParameterizedTest
	@ValueSource(strings = { "create index concurrently i on t (a)", "CREATE UNIQUE INDEX\tCONCURRENTLY i on t (a)",
			"create /* a /* nested */ comment */ index concurrently i on t (a)",
			"create index -- a comment\n concurrently i on t (a)", "reindex index concurrently i",
			"reindex (verbose) table concurrently t", "reindex (concurrently) table t",
			"select '--'; create index concurrently i on t (a)",
			"select $$ it's $$; create index concurrently i on t (a)",
			"select E'it\\'s'; create index concurrently i on t (a)",
			"select 'c:\\'; create index concurrently i on t (a)",
			"select \"a'b\" from t; create index concurrently i on t (a)",
			"select a$1, b$1 from t; create index concurrently i on t (a)" })
	void aConcurrentBuildIsFound(String sql) {
		assertThat(ConcurrentIndexes.line(sql)).isPositive();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "create index i on t (a)", "-- create index concurrently i on t (a)",
			"/* /* */ create index concurrently i on t (a) */ select 1",
			"comment on table t is 'create index concurrently i'",
			"do $x$ begin execute 'create index concurrently i on t (a)'; end $x$",
			"refresh materialized view concurrently v", "drop index concurrently i",
			"create table \"create index concurrently\" (a int)", "reindex table t; select concurrently from t",
			"/* create index concurrently", "select $$ create index concurrently" })
	void anythingElseIsNot(String sql) {
		assertThat(ConcurrentIndexes.line(sql)).isZero();
	}

	@Test
	void theLineIsTheOneOfTheWord() {
		assertThat(ConcurrentIndexes.line("""
				/* two
				lines */ create table t (a int);
				create index
				  concurrently i on t (a);""")).isEqualTo(4);
	}

	@Test
	void aTextKeepsItsLengthAndItsLines() {
		String sql = "select 'a\nb' -- c\n, $q$ d\n $q$ /* e\n */ from t";
		assertThat(SqlText.withoutLiterals(sql)).hasSameSizeAs(sql).hasLineCount(5).doesNotContainPattern("[a-e]\\b");
	}

	@Test
	void aLongLiteralNeedsNoDeepStack() {
		String sql = "select '" + "''x".repeat(200_000) + "'; create index concurrently i on t (a)";
		assertThat(ConcurrentIndexes.line(sql)).isEqualTo(1);
	}

}
