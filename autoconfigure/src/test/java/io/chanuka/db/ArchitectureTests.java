package io.chanuka.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.sql.DataSource;

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
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.chanuka.db.pool.RuntimePool;
import org.jspecify.annotations.NullMarked;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Condition;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the architecture.
 */
@AnalyzeClasses(packages = "io.chanuka.db", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String IMPORTS = "/META-INF/spring/"
			+ "org.springframework.boot.autoconfigure.AutoConfiguration.imports";

	private static final long LARGEST_PACKAGE = 25;

	private static final DescribedPredicate<JavaClass> OUTSIDE_JDK_AND_OURS = DescribedPredicate.describe(
			"outside the JDK and our lower layers",
			(type) -> !type.getBaseComponentType().isPrimitive() && !type.getPackageName()
				.matches("(java|javax\\.net|javax\\.security|org\\.jspecify|io\\.chanuka)(\\..*)?"));

	@ArchTest
	final ArchRule layersDependDownwards = Architectures.layeredArchitecture()
		.consideringOnlyDependenciesInLayers()
		.layer("url")
		.definedBy("..db.url..")
		.layer("tls")
		.definedBy("..db.tls..")
		.layer("provider")
		.definedBy("..db.provider..")
		.layer("settings")
		.definedBy("..db.settings", "..db.settings.report")
		.layer("selection")
		.definedBy("..db.settings.selection")
		.layer("input")
		.definedBy("..db.settings.input")
		.layer("tls settings")
		.definedBy("..db.settings.tls")
		.layer("resolve")
		.definedBy("..db.settings.resolve")
		.layer("transport")
		.definedBy("..db.transport..")
		.layer("lifecycle")
		.definedBy("..db.lifecycle..")
		.layer("connection")
		.definedBy("..db.connection..")
		.layer("startup")
		.definedBy("..db.startup..")
		.layer("statement")
		.definedBy("..db.statement..")
		.layer("pool")
		.definedBy("..db.pool..")
		.layer("migration")
		.definedBy("..db.migration..")
		.layer("retry")
		.definedBy("..db.retry..")
		.layer("drain")
		.definedBy("..db.drain..")
		.layer("health")
		.definedBy("..db.health..")
		.layer("metrics")
		.definedBy("..db.metrics..")
		.layer("endpoint")
		.definedBy("..db.endpoint..")
		.layer("command")
		.definedBy("..db.command..")
		.layer("environment")
		.definedBy("..db.autoconfigure.environment")
		.layer("wiring")
		.definedBy("..db.autoconfigure",
				"..db.autoconfigure.[command|condition|details|diagnostics|endpoint|guard|health|metrics|migration|retry|shutdown|startup|statement]..")
		.whereLayer("url")
		.mayNotAccessAnyLayer()
		.whereLayer("tls")
		.mayNotAccessAnyLayer()
		.whereLayer("provider")
		.mayOnlyAccessLayers("url")
		.whereLayer("settings")
		.mayOnlyAccessLayers("url", "tls", "provider")
		.whereLayer("selection")
		.mayOnlyAccessLayers("settings", "url", "provider")
		.whereLayer("input")
		.mayOnlyAccessLayers("selection", "settings", "url")
		.whereLayer("tls settings")
		.mayOnlyAccessLayers("input", "selection", "settings", "provider", "url", "tls")
		.whereLayer("resolve")
		.mayOnlyAccessLayers("tls settings", "input", "selection", "settings", "provider", "url", "tls")
		.whereLayer("transport")
		.mayOnlyAccessLayers("settings", "url", "tls")
		.whereLayer("lifecycle")
		.mayNotAccessAnyLayer()
		.whereLayer("connection")
		.mayOnlyAccessLayers("lifecycle", "transport", "settings", "provider", "url", "tls")
		.whereLayer("startup")
		.mayOnlyAccessLayers("connection", "lifecycle", "settings", "url")
		.whereLayer("statement")
		.mayOnlyAccessLayers("connection", "settings", "url")
		.whereLayer("pool")
		.mayOnlyAccessLayers("startup", "connection", "lifecycle", "settings", "provider")
		.whereLayer("migration")
		.mayOnlyAccessLayers("pool", "startup", "connection", "lifecycle", "settings", "provider", "url")
		.whereLayer("retry")
		.mayOnlyAccessLayers("settings", "url")
		.whereLayer("drain")
		.mayOnlyAccessLayers("pool", "lifecycle")
		.whereLayer("health")
		.mayOnlyAccessLayers("migration", "pool", "connection", "lifecycle", "transport", "settings", "provider", "tls")
		.whereLayer("metrics")
		.mayOnlyAccessLayers("drain", "migration", "retry", "pool", "statement", "connection", "tls")
		.whereLayer("endpoint")
		.mayOnlyAccessLayers("pool", "connection", "settings", "provider", "url")
		.whereLayer("command")
		.mayOnlyAccessLayers("health", "migration", "pool", "connection", "lifecycle", "transport", "settings",
				"provider", "url", "tls")
		.whereLayer("environment")
		.mayOnlyAccessLayers("input", "selection", "settings", "url", "tls")
		.whereLayer("wiring")
		.mayNotBeAccessedByAnyLayer();

	/**
	 * An annotation and its condition name each other, as in Spring Boot.
	 */
	@ArchTest
	final ArchRule noCircleOfTypes = SlicesRuleDefinition.slices()
		.assignedFrom(new Slicing("top-level types", (type) -> topLevel(type).getName()))
		.should()
		.beFreeOfCycles()
		.ignoreDependency(DescribedPredicate.describe("an annotation", JavaClass::isAnnotation),
				JavaClass.Predicates.assignableTo(Condition.class));

	@ArchTest
	final ArchRule noCircleOfPackages = SlicesRuleDefinition.slices()
		.assignedFrom(new Slicing("packages", JavaClass::getPackageName))
		.should()
		.beFreeOfCycles();

	@ArchTest
	final ArchRule noCircleOfPackagesWithTheirSubpackages = SlicesRuleDefinition.slices()
		.matching("io.chanuka.db.(*)..")
		.should()
		.beFreeOfCycles();

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
	final ArchRule onlyTheHolderFindsTheRuntimePool = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage("..db.autoconfigure..")
		.and()
		.doNotHaveSimpleName("RuntimePoolHolder")
		.should()
		.callMethod(RuntimePool.class, "behind", DataSource.class);

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

	@ArchTest
	void noPackageIsLarge(JavaClasses all) {
		Map<String, Long> sizes = all.stream()
			.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
			.collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
		assertThat(sizes).isNotEmpty();
		assertThat(sizes).allSatisfy((name, size) -> assertThat(size).isLessThanOrEqualTo(LARGEST_PACKAGE));
	}

	private static JavaClass topLevel(JavaClass type) {
		return type.getEnclosingClass().map(ArchitectureTests::topLevel).orElse(type);
	}

	/**
	 * Assigns the classes of the project to slices by a name.
	 *
	 * @param description what a slice is
	 * @param name the name of the slice of a class
	 */
	private record Slicing(String description, Function<JavaClass, String> name) implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			return type.getPackageName().startsWith("io.chanuka.db") ? SliceIdentifier.of(this.name.apply(type))
					: SliceIdentifier.ignore();
		}

		@Override
		public String getDescription() {
			return this.description;
		}

	}

}
