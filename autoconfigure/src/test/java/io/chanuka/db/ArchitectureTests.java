package io.chanuka.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the architecture.
 */
@AnalyzeClasses(packages = "io.chanuka.db", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String IMPORTS = "/META-INF/spring/"
			+ "org.springframework.boot.autoconfigure.AutoConfiguration.imports";

	private static final DescribedPredicate<JavaClass> OUTSIDE_JDK_AND_OURS = DescribedPredicate.describe(
			"outside the JDK and our lower layers",
			(type) -> !type.getBaseComponentType().isPrimitive() && !type.getPackageName()
				.matches("(java|javax\\.net|javax\\.security|org\\.jspecify|io\\.chanuka)(\\..*)?"));

	@ArchTest
	final ArchRule layersDependDownwards = Architectures.layeredArchitecture()
		.consideringOnlyDependenciesInLayers()
		.layer("url")
		.definedBy("..db.url..", "..db.tls..")
		.layer("provider")
		.definedBy("..db.provider..")
		.layer("settings")
		.definedBy("..db.settings..")
		.layer("transport")
		.definedBy("..db.transport..")
		.layer("doing")
		.definedBy("..db.connection..", "..db.lifecycle..", "..db.pool..", "..db.migration..")
		.layer("observers")
		.definedBy("..db.health..", "..db.metrics..", "..db.drain..", "..db.endpoint..")
		.layer("wiring")
		.definedBy("..db.autoconfigure..")
		.whereLayer("wiring")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("observers")
		.mayOnlyBeAccessedByLayers("wiring")
		.whereLayer("doing")
		.mayOnlyBeAccessedByLayers("observers", "wiring")
		.whereLayer("transport")
		.mayOnlyBeAccessedByLayers("doing", "observers", "wiring")
		.whereLayer("settings")
		.mayOnlyBeAccessedByLayers("transport", "doing", "observers", "wiring")
		.whereLayer("provider")
		.mayOnlyBeAccessedByLayers("settings", "transport", "doing", "observers", "wiring");

	@ArchTest
	final ArchRule noCircles = SlicesRuleDefinition.slices().matching("io.chanuka.db.(*)..").should().beFreeOfCycles();

	@ArchTest
	final ArchRule lowerLayersArePlainJdk = ArchRuleDefinition.noClasses()
		.that()
		.resideInAnyPackage("..db.url..", "..db.tls..", "..db.provider..", "..db.settings..")
		.should()
		.dependOnClassesThat(OUTSIDE_JDK_AND_OURS);

	@ArchTest
	final ArchRule onlyWiringReadsTheEnvironment = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackage("..db.autoconfigure..")
		.should()
		.dependOnClassesThat()
		.belongToAnyOf(Environment.class, ConfigurationProperties.class)
		.orShould()
		.callMethod(System.class, "getenv")
		.orShould()
		.callMethod(System.class, "getenv", String.class)
		.orShould()
		.callMethod(System.class, "getProperty", String.class)
		.orShould()
		.callMethod(System.class, "getProperty", String.class, String.class);

	@ArchTest
	final ArchRule hikari = onlyIn("com.zaxxer.hikari..", "..db.connection..", "..db.pool..", "..db.drain..",
			"..db.autoconfigure..");

	@ArchTest
	final ArchRule micrometer = onlyIn("io.micrometer..", "..db.metrics..", "..db.autoconfigure..");

	@ArchTest
	final ArchRule flyway = onlyIn("org.flywaydb..", "..db.migration..", "..db.autoconfigure..");

	@ArchTest
	final ArchRule liquibase = onlyIn("liquibase..", "..db.migration..", "..db.autoconfigure..");

	@ArchTest
	final ArchRule dataSourceProxy = onlyIn("net.ttddyy..", "..db.querylog..", "..db.autoconfigure..")
		.allowEmptyShould(true);

	@ArchTest
	final ArchRule autoConfigurationsShowNothing = ArchRuleDefinition.classes()
		.that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould()
		.haveSimpleNameStartingWith("Chanuka");

	@ArchTest
	final ArchRule autoConfigurationMethodsAreNotPublic = ArchRuleDefinition.methods()
		.that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.notBePublic();

	@ArchTest
	final ArchRule valuesAreRecords = ArchRuleDefinition.classes()
		.that()
		.haveNameMatching(".*(Settings|Input|Outcome|Snapshot)")
		.should()
		.beRecords();

	@ArchTest
	final ArchRule noFieldInjection = ArchRuleDefinition.fields()
		.should()
		.notBeAnnotatedWith(Autowired.class)
		.andShould()
		.notBeAnnotatedWith(Value.class);

	@ArchTest
	final ArchRule noLooseHabits = ArchRuleDefinition.noClasses()
		.should()
		.accessField(System.class, "out")
		.orShould()
		.accessField(System.class, "err")
		.orShould()
		.callMethod(Thread.class, "sleep", long.class)
		.orShould()
		.callMethod(Throwable.class, "printStackTrace")
		.orShould()
		.callMethod(String.class, "toLowerCase")
		.orShould()
		.callMethod(String.class, "toUpperCase");

	@ArchTest
	final ArchRule namesDescribeAThing = ArchRuleDefinition.noClasses()
		.should()
		.haveNameMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?");

	@ArchTest
	final ArchRule packagesAreNullMarked = ArchRuleDefinition.classes()
		.that()
		.haveSimpleName("package-info")
		.should()
		.beAnnotatedWith(NullMarked.class);

	private static ArchRule onlyIn(String library, String... packages) {
		return ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages(packages)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(library);
	}

	@ArchTest
	void everyAutoConfigurationIsListedInOrder(JavaClasses all) throws IOException {
		List<String> listed;
		try (InputStream stream = ArchitectureTests.class.getResourceAsStream(IMPORTS)) {
			listed = new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
		List<String> existing = all.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.sorted()
			.toList();
		assertThat(listed).isEqualTo(existing);
	}

}
