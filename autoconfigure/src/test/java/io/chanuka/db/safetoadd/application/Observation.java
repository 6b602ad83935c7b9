package io.chanuka.db.safetoadd.application;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What an application shows of itself, as texts that are compared key by key.
 *
 * @param started whether it started
 * @param failure why not, or an empty text
 * @param dataSources the type of each DataSource that it can inject, by bean name
 * @param databases what a connection of each leads to: an embedded database with its
 * tables, PostgreSQL, or the error
 * @param settings settings of pools and sessions, by bean name and name
 * @param decided what the starter has decided; empty without it
 * @param log the lines of the log from INFO on
 * @param milliseconds how long start, use and end took
 */
public record Observation(boolean started, String failure, Map<String, String> dataSources,
		Map<String, String> databases, Map<String, String> settings, Map<String, String> decided, List<String> log,
		long milliseconds) implements Serializable {

}
