package io.chanuka.db.documentation;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the endpoints of the documentation against those of the class path.
 */
class EndpointsInPagesTests {

	private static final Pattern ENDPOINT = Pattern.compile("/actuator/([a-z]+)(?:/([a-z.]+))?");

	/**
	 * Provided by Micrometer's support and by Spring Cloud.
	 */
	private static final Set<String> OTHERS = Set.of("prometheus", "refresh");

	@Test
	void everyEndpointExists() {
		Set<String> known = new TreeSet<>(OTHERS);
		known.addAll(endpoints("org.springframework.boot"));
		known.addAll(endpoints("io.chanuka.db"));
		mentions().forEach((mention) -> assertThat(known).contains(mention[0]));
	}

	@Test
	void everyEndpointOfOursIsDocumented() {
		Set<String> ours = endpoints("io.chanuka.db");
		assertThat(ours).contains("database");
		assertThat(mentions().map((mention) -> mention[0]).collect(Collectors.toSet())).containsAll(ours);
	}

	@Test
	void everyOperationComponentAndMeterExists() {
		Set<String> known = Set.of("health/db", "health/liveness", "health/readiness", "database/renew",
				"database/evict", "metrics/chanuka.db.pool.utilization");
		Set<String> mentioned = mentions().filter((mention) -> mention[1] != null)
			.map((mention) -> mention[0] + "/" + mention[1])
			.collect(Collectors.toSet());
		assertThat(mentioned).isEqualTo(known);
	}

	private static Stream<String[]> mentions() {
		return Page.all()
			.stream()
			.flatMap((page) -> ENDPOINT.matcher(page.text()).results())
			.map((mention) -> new String[] { mention.group(1), mention.group(2) });
	}

	private static Set<String> endpoints(String root) {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(Endpoint.class));
		return scanner.findCandidateComponents(root)
			.stream()
			.map((definition) -> ClassUtils.resolveClassName(Objects.requireNonNull(definition.getBeanClassName()),
					EndpointsInPagesTests.class.getClassLoader()))
			.map((type) -> MergedAnnotations.from(type).get(Endpoint.class).getString("id"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
