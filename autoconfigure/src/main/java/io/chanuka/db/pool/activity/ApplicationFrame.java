package io.chanuka.db.pool.activity;

import java.util.Arrays;
import java.util.List;

/**
 * The place of an application in a stack: the first frame that belongs neither to the JDK
 * nor to a framework.
 */
final class ApplicationFrame {

	private static final List<String> FRAMEWORKS = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "jakarta.",
			"com.zaxxer.", "org.springframework.", "org.hibernate.", "org.postgresql.", "org.apache.", "org.jooq.",
			"io.micrometer.", "net.ttddyy.", "reactor.", "kotlin.", "io.chanuka.db.connection.", "io.chanuka.db.pool.");

	private ApplicationFrame() {
	}

	static String of(Throwable stack) {
		StackTraceElement[] frames = stack.getStackTrace();
		return Arrays.stream(frames)
			.filter((frame) -> isOfApplication(frame.getClassName()))
			.findFirst()
			.or(() -> Arrays.stream(frames).findFirst())
			.map((frame) -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
			.orElse("an unknown place");
	}

	private static boolean isOfApplication(String name) {
		return !name.contains("$$") && !name.contains("$Proxy") && FRAMEWORKS.stream().noneMatch(name::startsWith);
	}

}
