package io.chanuka.db.autoconfigure.environment;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.chanuka.db.settings.input.Platform;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;

/**
 * Detects the platform that the application runs on: those that Spring Boot knows, and
 * others by the variables that they document.
 *
 * @see <a href="https://docs.railway.com/reference/variables">Railway, Variables</a>
 * @see <a href="https://render.com/docs/environment-variables">Render, Default
 * environment variables</a>
 * @see <a href="https://fly.io/docs/machines/runtime-environment/">Fly.io, The machine
 * runtime environment</a>
 * @see <a href="https://cloud.google.com/run/docs/container-contract">Google Cloud Run,
 * Container runtime contract</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">AWS Lambda,
 * Environment variables</a>
 * @see <a href=
 * "https://learn.microsoft.com/azure/container-apps/environment-variables">Azure
 * Container Apps, Environment variables</a>
 */
public final class PlatformDetector {

	private static final String ENFORCED = "spring.main.cloud-platform";

	/**
	 * Set in every pod. Spring Boot takes any pair of variables that ends like this,
	 * which Compose files have too.
	 */
	private static final String KUBERNETES = "KUBERNETES_SERVICE_HOST";

	private static final Map<String, String> MARKERS = markers();

	private PlatformDetector() {
	}

	private static Map<String, String> markers() {
		Map<String, String> markers = new LinkedHashMap<>();
		markers.put("RAILWAY_PROJECT_ID", "railway");
		markers.put("RENDER", "render");
		markers.put("FLY_APP_NAME", "fly");
		markers.put("K_SERVICE", "cloud-run");
		markers.put("CLOUD_RUN_JOB", "cloud-run");
		markers.put("AWS_LAMBDA_FUNCTION_NAME", "lambda");
		markers.put("CONTAINER_APP_NAME", "azure-container-apps");
		return markers;
	}

	/**
	 * Detects the platform.
	 * @param environment the environment of the application
	 * @return the platform, or {@code null} if none is recognised
	 */
	public static @Nullable Platform detect(Environment environment) {
		String enforced = text(environment, ENFORCED);
		for (CloudPlatform platform : CloudPlatform.values()) {
			if (platform != CloudPlatform.NONE && platform.isActive(environment)
					&& (enforced != null || platform != CloudPlatform.KUBERNETES || isSet(environment, KUBERNETES))) {
				return new Platform(platform.name().toLowerCase(Locale.ROOT).replace('_', '-'),
						(enforced != null) ? "property " + ENFORCED : "detected by Spring Boot");
			}
		}
		if (enforced != null) {
			return null;
		}
		return MARKERS.entrySet()
			.stream()
			.filter((marker) -> isSet(environment, marker.getKey()))
			.map((marker) -> new Platform(marker.getValue(), "variable " + marker.getKey()))
			.findFirst()
			.orElse(null);
	}

	private static @Nullable String text(Environment environment, String name) {
		try {
			return environment.getProperty(name);
		}
		catch (IllegalArgumentException ex) {
			// A placeholder in the value cannot be resolved.
			return "${}";
		}
	}

	private static boolean isSet(Environment environment, String variable) {
		String value = text(environment, variable);
		return value != null && !value.isBlank() && !value.equalsIgnoreCase("false");
	}

}
