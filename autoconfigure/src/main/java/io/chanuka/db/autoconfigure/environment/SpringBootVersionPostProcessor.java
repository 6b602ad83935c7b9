package io.chanuka.db.autoconfigure.environment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Ends the start on a version of Spring Boot that is too old, before a missing method
 * does so without a message. Only what Spring Boot 4.0 has as well is used here.
 */
public final class SpringBootVersionPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");

	private static final int MAJOR = 4;

	private static final int MINOR = 1;

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (LenientFlag.isOn(environment, "chanuka.db.enabled", true)) {
			verify(SpringBootVersion.getVersion());
		}
	}

	/**
	 * A version that is not known is accepted.
	 */
	static void verify(@Nullable String version) {
		Matcher numbers = NUMBERS.matcher((version != null) ? version : "");
		if (version == null || !numbers.matches()) {
			return;
		}
		int major = Integer.parseInt(numbers.group(1));
		if (major < MAJOR || (major == MAJOR && Integer.parseInt(numbers.group(2)) < MINOR)) {
			throw new UnsupportedSpringBootException(version);
		}
	}

	/**
	 * After configuration files are loaded, which may switch the starter off.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
