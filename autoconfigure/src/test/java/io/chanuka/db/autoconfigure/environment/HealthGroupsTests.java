package io.chanuka.db.autoconfigure.environment;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HealthGroups}: a member is one where Spring Boot takes it for one.
 */
class HealthGroupsTests {

	private static final String GROUP = "management.endpoint.health.group.";

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			readiness.include; readinessState, member; true; true
			readiness.include; readinessState; false; false
			readiness.include[0]; member; true; true
			own.include; member; true; true
			readiness.include; *; false; true
			readiness.exclude; db; false; true
			readiness.exclude; member; true; false
			readiness.exclude; *; false; false
			""")
	void memberIsOneWhereSpringBootTakesItForOne(String property, String value, boolean named, boolean contained) {
		HealthGroups groups = new HealthGroups(new MockEnvironment().withProperty(GROUP + property, value));
		assertThat(groups.name("member")).isEqualTo(named);
		assertThat(groups.contain("member")).isEqualTo(contained);
	}

	@Test
	void whatIsExcludedIsNoMemberEvenIfIncluded() {
		HealthGroups groups = new HealthGroups(
				new MockEnvironment().withProperty(GROUP + "readiness.include", "db,member")
					.withProperty(GROUP + "readiness.exclude", "member"));
		assertThat(groups.contain("member")).isFalse();
	}

	@Test
	void groupMayStandInAVariable() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment",
					Map.of("MANAGEMENT_ENDPOINT_HEALTH_GROUP_READINESS_INCLUDE", "readinessState,member")));
		assertThat(new HealthGroups(environment).contain("member")).isTrue();
	}

	@Test
	void whereThereIsNoGroupThereIsNoMember() {
		HealthGroups groups = new HealthGroups(new MockEnvironment());
		assertThat(groups.name("member")).isFalse();
		assertThat(groups.contain("member")).isFalse();
	}

}
