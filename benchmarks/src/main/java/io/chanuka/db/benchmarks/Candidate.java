package io.chanuka.db.benchmarks;

import com.zaxxer.hikari.HikariDataSource;

/**
 * A pool that is measured.
 *
 * @param name how the results call it
 * @param pool the pool
 */
record Candidate(String name, HikariDataSource pool) {

}
