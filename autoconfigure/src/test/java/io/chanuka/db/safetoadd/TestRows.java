package io.chanuka.db.safetoadd;

import java.util.List;

import io.chanuka.db.safetoadd.application.Compose;
import io.chanuka.db.safetoadd.application.TestClasses;

/**
 * Tests of applications, in a shell that names a database in production.
 */
final class TestRows {

	private static final String SHELL = "DATABASE_URL=postgres://shell:pw@prod.example.com/prod";

	private static final String[] SHOP = { "spring.datasource.url=jdbc:postgresql://db.example.com/shop",
			"spring.datasource.username=app", "spring.datasource.password=secret" };

	private static final String CONTAINER = "container/test as test:test";

	private static final String H2 = "dataSource=jdbc:h2:mem:random";

	private TestRows() {
	}

	static List<Row> embedded() {
		return List.of(Row.test("no URL, H2", TestClasses.OfApplication.class).variables(SHELL).finds(H2),
				Row.test("no URL, H2, profile test", TestClasses.WithProfile.class).variables(SHELL).finds(H2),
				Row.test("no URL, H2, POSTGRES_*", TestClasses.OfApplication.class)
					.variables("POSTGRES_HOST=prod.example.com", "POSTGRES_DB=prod", "POSTGRES_USER=shell",
							"POSTGRES_PASSWORD=pw")
					.finds(H2),
				Row.test("no URL, H2, POSTGRES_URL", TestClasses.OfApplication.class)
					.variables("POSTGRES_URL=postgres://shell:pw@prod.example.com/prod")
					.finds(H2),
				Row.test("no URL, H2, chanuka.db.url: ${DATABASE_URL:}", TestClasses.OfApplication.class)
					.properties("chanuka.db.url=${DATABASE_URL:}")
					.variables(SHELL)
					.finds(H2),
				Row.test("inlined H2", TestClasses.WithInlinedH2.class)
					.properties(SHOP)
					.variables(SHELL)
					.finds("dataSource=jdbc:h2:mem:orders"),
				Row.test("H2 in the file of the tests", TestClasses.OfApplication.class)
					.properties(SHOP)
					.file("test/application.properties", "spring.datasource.url=jdbc:h2:mem:orders")
					.variables(SHELL)
					.finds("dataSource=jdbc:h2:mem:orders"),
				Row.test("the whole application on H2 with a schema", TestClasses.WithInlinedH2.class)
					.file("test/schema.sql", "create table basket (id bigint)")
					.variables(SHELL)
					.finds("dataSource=jdbc:h2:mem:orders [basket]"),
				Row.test("@AutoConfigureTestDatabase", TestClasses.WithTestDatabase.class)
					.properties(SHOP)
					.variables(SHELL)
					.finds(H2),
				Row.test("@JdbcTest", TestClasses.OfJdbc.class).properties(SHOP).variables(SHELL).finds(H2),
				Row.test("@JdbcTest without a URL", TestClasses.OfJdbc.class).variables(SHELL).finds(H2),
				Row.test("no URL, HSQLDB", TestClasses.OfApplication.class)
					.on(Variant.HSQLDB_TESTS)
					.variables(SHELL)
					.finds("dataSource=jdbc:hsqldb:mem:random"),
				Row.test("HSQLDB in the file of the tests", TestClasses.OfApplication.class)
					.on(Variant.HSQLDB_TESTS)
					.properties(SHOP)
					.file("test/application.properties", "spring.datasource.url=jdbc:hsqldb:mem:orders")
					.variables(SHELL)
					.finds("dataSource=jdbc:hsqldb:mem:orders"),
				Row.test("@JdbcTest on HSQLDB", TestClasses.OfJdbc.class)
					.on(Variant.HSQLDB_TESTS)
					.properties(SHOP)
					.finds("dataSource=jdbc:hsqldb:mem:random"));
	}

	static List<Row> postgres() {
		return List.of(
				Row.test("inlined URL", TestClasses.WithInlinedUrl.class)
					.properties(SHOP)
					.variables(SHELL)
					.reaches(CONTAINER),
				Row.test("@TestPropertySource", TestClasses.WithPropertySource.class)
					.properties(SHOP)
					.file("test/database.properties", """
							spring.datasource.url=jdbc:postgresql://localhost:49153/test
							spring.datasource.username=test
							spring.datasource.password=test
							""")
					.variables(SHELL)
					.reaches(CONTAINER),
				Row.test("@DynamicPropertySource", TestClasses.WithDynamicUrl.class)
					.properties(SHOP)
					.variables(SHELL)
					.reaches(CONTAINER),
				Row.test("@DynamicPropertySource, SPRING_DATASOURCE_URL in the shell", TestClasses.WithDynamicUrl.class)
					.variables(SHELL, "SPRING_DATASOURCE_URL=jdbc:postgresql://prod.example.com/prod")
					.reaches(CONTAINER),
				Row.test("@DynamicPropertySource, POSTGRES_* in the shell", TestClasses.WithDynamicUrl.class)
					.variables("POSTGRES_HOST=prod.example.com", "POSTGRES_DB=prod", "POSTGRES_USER=shell",
							"POSTGRES_PASSWORD=pw")
					.reaches(CONTAINER),
				Row.test("@DynamicPropertySource, chanuka.db.url: ${DATABASE_URL:}, profile test",
						TestClasses.WithProfileAndDynamicUrl.class)
					.properties("chanuka.db.url=${DATABASE_URL:}")
					.variables(SHELL)
					.reaches(CONTAINER)
					.decides("environment=testing"),
				Row.test("@DynamicPropertySource, chanuka.db.url: ${DATABASE_URL:}", TestClasses.WithDynamicUrl.class)
					.properties("chanuka.db.url=${DATABASE_URL:}")
					.variables(SHELL)
					.reaches(CONTAINER),
				Row.test("a file for the profile test", TestClasses.WithProfile.class)
					.properties(SHOP)
					.file("test/application-test.properties", """
							spring.datasource.url=jdbc:postgresql://localhost/test
							spring.datasource.username=test
							spring.datasource.password=test
							""")
					.variables(SHELL)
					.reaches("localhost:5432/test as test:test")
					.decides("environment=testing"),
				Row.test("literal chanuka.db.url among the tests", TestClasses.OfApplication.class)
					.file("test/application.properties", "chanuka.db.url=postgresql://test:test@localhost/test")
					.variables(SHELL)
					.finds(H2)
					.except(Difference.STARTER_PROPERTIES, "chanuka.db.url")
					.starterReaches("localhost:5432/test as test:test"),
				Row.test("chanuka.db.url: ${DATABASE_URL:} and a local default, profile test",
						TestClasses.WithProfile.class)
					.properties("chanuka.db.url=${DATABASE_URL:}",
							"spring.datasource.url=jdbc:postgresql://localhost/test", "spring.datasource.username=test",
							"spring.datasource.password=test")
					.variables(SHELL)
					.reaches("localhost:5432/test as test:test"),
				Row.test("a service of the build server", TestClasses.OfApplication.class)
					.properties("spring.datasource.url=jdbc:postgresql://${POSTGRES_HOST}:${POSTGRES_PORT}/postgres",
							"spring.datasource.username=postgres", "spring.datasource.password=${POSTGRES_PASSWORD}")
					.variables("CI=true", "POSTGRES_HOST=localhost", "POSTGRES_PORT=5433", "POSTGRES_PASSWORD=postgres")
					.reaches("localhost:5433/postgres as postgres:postgres"),
				Row.test("a placeholder for the URL, which is JDBC's, in a test", TestClasses.WithProfile.class)
					.properties("spring.datasource.url=${DATABASE_URL}", "spring.datasource.username=test",
							"spring.datasource.password=test")
					.variables("DATABASE_URL=jdbc:postgresql://localhost/test")
					.reaches("localhost:5432/test as test:test"),
				Row.test("@JdbcTest that keeps its database", TestClasses.OfJdbcNotReplaced.class)
					.properties("spring.datasource.url=jdbc:postgresql://localhost/test",
							"spring.datasource.username=test", "spring.datasource.password=test")
					.variables(SHELL)
					.reaches("localhost:5432/test as test:test"));
	}

	static List<Row> containers() {
		return List.of(
				Row.application("Compose")
					.on(Variant.CONTAINER_TESTS)
					.with(Compose.class)
					.properties(SHOP)
					.properties("spring.docker.compose.enabled=false")
					.variables(SHELL, "MIGRATION_DATABASE_URL=postgres://shell:pw@prod.example.com/prod")
					.reaches("container/shop as compose:secret"),
				Row.test("@ServiceConnection", TestClasses.WithContainer.class)
					.on(Variant.CONTAINER_TESTS)
					.needsDocker()
					.properties("spring.docker.compose.enabled=false")
					.variables(SHELL, "MIGRATION_DATABASE_URL=postgres://shell:pw@prod.example.com/prod")
					.reaches("container/test as test:test"),
				Row.test("jdbc:tc:", TestClasses.OfApplication.class)
					.on(Variant.CONTAINER_TESTS)
					.needsDocker()
					.properties("spring.docker.compose.enabled=false",
							"spring.datasource.url=jdbc:tc:postgresql:18-alpine:///shop")
					.variables(SHELL)
					.reaches("container/shop as test:test"));
	}

}
