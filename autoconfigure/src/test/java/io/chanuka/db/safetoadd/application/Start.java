package io.chanuka.db.safetoadd.application;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * How an application is started: all that differs from one row to the next.
 *
 * @param classes directories with the resources of the application, in the order of the
 * class path
 * @param sources names of its configuration classes, or of the one test class
 * @param isTest whether it is started by a test
 * @param variables its environment variables
 * @param systemProperties its system properties, beside those of the JVM
 * @param arguments its command line
 */
public record Start(List<String> classes, List<String> sources, boolean isTest, Map<String, String> variables,
		Map<String, String> systemProperties, List<String> arguments) implements Serializable {

}
