package io.chanuka.db.drain;

import org.jspecify.annotations.Nullable;

/**
 * Whether an application is closed only to be started again by Spring Boot's DevTools. By
 * names: DevTools need not be there.
 */
final class DevToolsRestart {

	private static final String CLASS_LOADER = "org.springframework.boot.devtools.restart.classloader.RestartClassLoader";

	/**
	 * The thread that closes an application whose JVM ends.
	 */
	private static final String SHUTDOWN_THREAD = "SpringApplicationShutdownHook";

	private DevToolsRestart() {
	}

	static boolean isUnderWay(@Nullable ClassLoader applicationLoader) {
		if (Thread.currentThread().getName().equals(SHUTDOWN_THREAD)) {
			return false;
		}
		ClassLoader loader = applicationLoader;
		while (loader != null) {
			if (loader.getClass().getName().equals(CLASS_LOADER)) {
				return true;
			}
			loader = loader.getParent();
		}
		return false;
	}

}
