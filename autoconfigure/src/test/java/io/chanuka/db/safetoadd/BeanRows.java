package io.chanuka.db.safetoadd;

import java.util.List;

import io.chanuka.db.safetoadd.application.Beans;
import io.chanuka.db.safetoadd.application.Naming;
import io.chanuka.db.safetoadd.application.PostProcessors;

/**
 * Applications that define the DataSource or what leads to it themselves, or that use
 * another database than PostgreSQL.
 */
final class BeanRows {

	private static final String URL = "spring.datasource.url=jdbc:postgresql://db.example.com/shop";

	private static final String USER = "spring.datasource.username=app";

	private static final String PASSWORD = "spring.datasource.password=secret";

	private static final String SHOP = "db.example.com:5432/shop as app:secret";

	private BeanRows() {
	}

	static List<Row> beans() {
		return List.of(
				Row.application("a DataSource bean")
					.with(Beans.OwnDataSource.class)
					.variables("DATABASE_URL=postgres://shell:pw@prod.example.com/prod")
					.reaches("own.example.com:5432/shop as app:secret"),
				Row.application("two DataSource beans")
					.with(Beans.TwoDataSources.class)
					.variables("DATABASE_URL=postgres://shell:pw@prod.example.com/prod")
					.reaches("orders.example.com:5432/shop as app:secret",
							"reports.example.com:5432/shop as app:secret"),
				Row.application("connection details of its own")
					.with(Beans.OwnConnectionDetails.class)
					.properties(URL, USER, PASSWORD)
					.variables("DATABASE_URL=postgres://shell:pw@prod.example.com/prod")
					.reaches("vault.example.com:5432/shop as app:secret"),
				Row.application("JNDI")
					.properties("spring.datasource.jndi-name=java:comp/env/jdbc/shop")
					.systemProperties("java.naming.factory.initial=" + Naming.class.getName())
					.variables("DATABASE_URL=postgres://shell:pw@prod.example.com/prod")
					.reaches("server.example.com:5432/shop as app:secret"),
				Row.application("no DataSource at all")
					.properties("spring.autoconfigure.exclude="
							+ "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
					.variables("DATABASE_URL=postgres://shell:pw@prod.example.com/prod"),
				Row.application("R2DBC")
					.on(Variant.JPA)
					.with(Beans.Reactive.class)
					.properties("spring.r2dbc.url=r2dbc:postgresql://db.example.com/shop")
					.variables("DATABASE_URL=postgres://shell:pw@prod.example.com/prod"));
	}

	static List<Row> postProcessors() {
		String provider = "spring.datasource.hikari.credentials-provider-class-name="
				+ PostProcessors.Provider.class.getName();
		return List.of(Row.application("a credentials provider").properties(URL, provider).reaches(SHOP),
				Row.application("a credentials provider beside another user")
					.properties(URL, "spring.datasource.username=other", "spring.datasource.password=wrong", provider)
					.reaches(SHOP),
				Row.application("a credentials provider and no password at the start")
					.with(PostProcessors.SetsProvider.class)
					.properties(URL, USER)
					.reaches(SHOP),
				Row.application("a credentials provider beside the URL's user")
					.properties(URL + "?user=me&password=mine", provider)
					.reaches("db.example.com:5432/shop as me:mine"),
				Row.application("a password that a post-processor decrypts")
					.with(PostProcessors.DecryptsPassword.class)
					.properties(URL, USER, "spring.datasource.password=encrypted")
					.reaches(SHOP),
				Row.application("a user that a post-processor sets last")
					.with(PostProcessors.SetsUserLast.class)
					.properties(URL)
					.reaches(SHOP),
				Row.application("a URL that a post-processor sets")
					.with(PostProcessors.SetsUrl.class)
					.properties(URL, USER, PASSWORD)
					.reaches("db.example.com:5432/archive as app:secret")
					.warns("BeanPostProcessor", "/shop", "/archive"),
				Row.application("a property of the driver that a post-processor sets")
					.with(PostProcessors.SetsSchema.class)
					.properties(URL, USER, PASSWORD)
					.reaches(SHOP)
					.decides("dataSource.search_path=sales"),
				Row.application("a parameter that a post-processor appends to the URL")
					.with(PostProcessors.AppendsParameter.class)
					.properties(URL, USER, PASSWORD)
					.reaches(SHOP)
					.decides("dataSource.search_path=sales")
					.warns("BeanPostProcessor", "/shop"),
				Row.application("a property of the driver that a bean sets late")
					.with(PostProcessors.SetsSchemaLate.class)
					.properties(URL, USER, PASSWORD)
					.reaches(SHOP)
					.decides("dataSource.search_path=sales"),
				Row.application("a post-processor that replaces the DataSource")
					.with(PostProcessors.Replaces.class)
					.properties(URL, USER, PASSWORD)
					.reaches("own.example.com:5432/shop as app:secret"),
				Row.application("a post-processor that wraps the DataSource")
					.with(PostProcessors.Wraps.class)
					.properties(URL, USER, PASSWORD)
					.reaches(SHOP));
	}

	static List<Row> otherVendors() {
		return List.of(
				Row.application("MySQL without its driver")
					.properties("spring.datasource.url=jdbc:mysql://db.example.com/shop", USER, PASSWORD)
					.fails("com.mysql.cj.jdbc.Driver"),
				Row.application("MySQL beside a shell's DATABASE_URL")
					.properties("spring.datasource.url=jdbc:mysql://db.example.com/shop", USER, PASSWORD)
					.variables("DATABASE_URL=postgres://shell:pw@prod.example.com/prod")
					.fails("com.mysql.cj.jdbc.Driver"),
				Row.application("an H2 URL")
					.on(Variant.JDBC_TESTS)
					.properties("spring.datasource.url=jdbc:h2:mem:shop;MODE=PostgreSQL")
					.finds("dataSource=jdbc:h2:mem:shop"),
				Row.application("an H2 URL beside a shell's DATABASE_URL")
					.on(Variant.JDBC_TESTS)
					.properties("spring.datasource.url=jdbc:h2:mem:shop")
					.variables("DATABASE_URL=postgres://shell:pw@prod.example.com/prod")
					.finds("dataSource=jdbc:h2:mem:shop"),
				Row.application("H2 by default").on(Variant.JDBC_TESTS).finds("dataSource=jdbc:h2:mem:random"),
				Row.application("H2 by default and DATABASE_URL")
					.on(Variant.JDBC_TESTS)
					.variables("DATABASE_URL=postgres://app:secret@localhost/shop")
					.finds("dataSource=jdbc:h2:mem:random")
					.except(Difference.VARIABLE_OVER_EMBEDDED, "variable DATABASE_URL")
					.starterReaches("localhost:5432/shop as app:secret"),
				Row.application("a blank URL and H2")
					.on(Variant.JDBC_TESTS)
					.properties("spring.datasource.url=")
					.finds("dataSource=jdbc:h2:mem:random"),
				Row.application("HSQLDB by default")
					.on(Variant.HSQLDB_TESTS)
					.finds("dataSource=jdbc:hsqldb:mem:random"),
				Row.application("nothing at all")
					.fails("Failed to determine a suitable driver class")
					.except(Difference.FAILURE_TEXT, "DATABASE_URL"));
	}

}
