package io.chanuka.db.safetoadd;

import java.util.List;

/**
 * Applications that name their database by Spring Boot's properties, in all places and
 * forms.
 */
final class SpringUrlRows {

	private static final String URL = "spring.datasource.url=jdbc:postgresql://db.example.com/shop";

	private static final String USER = "spring.datasource.username=app";

	private static final String PASSWORD = "spring.datasource.password=secret";

	private static final String SHOP = "db.example.com:5432/shop as app:secret";

	private SpringUrlRows() {
	}

	static List<Row> places() {
		return List.of(
				Row.application("application.properties")
					.properties(URL, USER, PASSWORD)
					.reaches(SHOP)
					.decides("environment=production", "dataSource.sslmode=prefer")
					.warns("spring.datasource.url", "chanuka.db.ssl.mode"),
				Row.application("application.yml").yaml("""
						spring:
						  datasource:
						    url: jdbc:postgresql://db.example.com/shop
						    username: app
						    password: secret
						""").reaches(SHOP),
				Row.application("a file for each profile")
					.properties(URL, USER, PASSWORD)
					.file("main/application-prod.yml", """
							spring.datasource:
							  url: jdbc:postgresql://prod.example.com:6000/shop
							  password: other
							""")
					.variables("SPRING_PROFILES_ACTIVE=prod")
					.reaches("prod.example.com:6000/shop as app:other")
					.decides("environment=production"),
				Row.application("a document for each profile")
					.yaml("""
							spring.datasource: { url: "jdbc:postgresql://localhost/shop", username: app, password: secret }
							---
							spring.config.activate.on-profile: staging
							spring.datasource.url: jdbc:postgresql://staging.example.com/shop
							""")
					.arguments("--spring.profiles.active=staging")
					.reaches("staging.example.com:5432/shop as app:secret")
					.decides("environment=staging"),
				Row.application("variables of Spring Boot")
					.variables("SPRING_DATASOURCE_URL=jdbc:postgresql://db.example.com/shop",
							"SPRING_DATASOURCE_USERNAME=app", "SPRING_DATASOURCE_PASSWORD=secret")
					.reaches(SHOP),
				Row.application("placeholders for the parts")
					.properties(
							"spring.datasource.url=jdbc:postgresql://${DB_HOST:localhost}:${DB_PORT:5432}/${DB_NAME}",
							"spring.datasource.username=${DB_USER}", "spring.datasource.password=${DB_PASSWORD}")
					.variables("DB_HOST=db.example.com", "DB_NAME=shop", "DB_USER=app", "DB_PASSWORD=secret")
					.reaches(SHOP),
				Row.application("a placeholder for the URL, which is JDBC's")
					.properties("spring.datasource.url=${DATABASE_URL}", USER, PASSWORD)
					.variables("DATABASE_URL=jdbc:postgresql://db.example.com/shop")
					.reaches(SHOP),
				Row.application("a placeholder with a default")
					.properties("spring.datasource.url=${DATABASE_URL:jdbc:postgresql://localhost/shop}", USER,
							PASSWORD)
					.reaches("localhost:5432/shop as app:secret"),
				Row.application("the command line")
					.properties(URL, USER, PASSWORD)
					.arguments("--spring.datasource.url=jdbc:postgresql://other.example.com/shop")
					.reaches("other.example.com:5432/shop as app:secret"),
				Row.application("SPRING_APPLICATION_JSON")
					.properties(URL, USER, PASSWORD)
					.variables(
							"SPRING_APPLICATION_JSON={\"spring.datasource.url\":\"jdbc:postgresql://json.example.com/shop\"}")
					.reaches("json.example.com:5432/shop as app:secret"),
				Row.application("system properties")
					.properties(URL, USER, PASSWORD)
					.systemProperties("spring.datasource.url=jdbc:postgresql://system.example.com/shop")
					.reaches("system.example.com:5432/shop as app:secret"),
				Row.application("a config tree")
					.properties(URL, "spring.config.import=configtree:{dir}/secrets/")
					.file("secrets/spring.datasource.username", "app")
					.file("secrets/spring.datasource.password", "secret\n")
					.reaches(SHOP),
				Row.application("an imported .env")
					.properties("spring.config.import=optional:file:{dir}/.env[.properties]",
							"spring.datasource.url=${DB_URL}", "spring.datasource.username=${DB_USER}",
							"spring.datasource.password=${DB_PASSWORD}")
					.file(".env", """
							DB_URL=jdbc:postgresql://db.example.com/shop
							DB_USER=app
							DB_PASSWORD=secret
							""")
					.reaches(SHOP));
	}

	static List<Row> forms() {
		return List.of(
				Row.application("hikari.jdbc-url beside another")
					.properties("spring.datasource.url=jdbc:postgresql://old.example.com/old",
							"spring.datasource.hikari.jdbc-url=jdbc:postgresql://db.example.com/shop",
							"spring.datasource.hikari.username=app", "spring.datasource.hikari.password=secret")
					.reaches(SHOP),
				Row.application("hikari.jdbc-url where H2 is there")
					.on(Variant.JDBC_TESTS)
					.properties("spring.datasource.hikari.jdbc-url=jdbc:postgresql://db.example.com/shop",
							"spring.datasource.hikari.username=app", "spring.datasource.hikari.password=secret",
							"spring.datasource.hikari.driver-class-name=org.postgresql.Driver")
					.reaches(SHOP),
				Row.application("hikari.username and hikari.password")
					.properties(URL, "spring.datasource.hikari.username=app",
							"spring.datasource.hikari.password=secret")
					.reaches(SHOP),
				Row.application("user and password as parameters")
					.properties(URL + "?user=app&password=secret")
					.reaches(SHOP),
				Row.application("the URL's user beside another")
					.properties(URL + "?user=app&password=secret", "spring.datasource.username=other",
							"spring.datasource.password=wrong")
					.reaches(SHOP),
				Row.application("user and password among the driver's properties")
					.properties(URL, "spring.datasource.hikari.data-source-properties.user=app",
							"spring.datasource.hikari.data-source-properties.password=secret")
					.reaches(SHOP),
				Row.application("parameters and a database that are encoded")
					.properties("spring.datasource.url=jdbc:postgresql://db.example.com/my%20shop"
							+ "?user=app%40shop&password=s%25e%26c")
					.reaches("db.example.com:5432/my shop as app@shop:s%e&c"),
				Row.application("a password of reserved characters")
					.properties(URL, USER, "spring.datasource.password=p@ss:w/o?r#d%41&+")
					.reaches("db.example.com:5432/shop as app:p@ss:w/o?r#d%41&+"),
				Row.application("no user")
					.properties("spring.datasource.url=jdbc:postgresql://localhost/shop")
					.trusted()
					.reaches("localhost:5432/shop as me"),
				Row.application("the password in ~/.pgpass")
					.properties(URL, USER)
					.systemProperties("user.home={dir}")
					.file(".pgpass", "db.example.com:5432:shop:app:secret\n")
					.reaches(SHOP),
				Row.application("a service of ~/.pg_service.conf")
					.properties("spring.datasource.url=jdbc:postgresql://?service=shop")
					.systemProperties("user.home={dir}")
					.file(".pg_service.conf", "[shop]\nhost=db.example.com\ndbname=shop\nuser=app\npassword=secret\n")
					.reaches(SHOP),
				Row.application("no password")
					.properties(URL, USER)
					.trusted()
					.reaches("db.example.com:5432/shop as app"),
				Row.application("a driver class")
					.properties(URL, USER, PASSWORD, "spring.datasource.driver-class-name=org.postgresql.Driver")
					.reaches(SHOP),
				Row.application("several hosts")
					.properties("spring.datasource.url=jdbc:postgresql://down1.example.com,db2.example.com:5433/shop"
							+ "?targetServerType=primary", USER, PASSWORD)
					.reaches("db2.example.com:5433/shop as app:secret"),
				Row.application("an IPv6 address")
					.properties("spring.datasource.url=jdbc:postgresql://[2001:db8::1]:5433/shop", USER, PASSWORD)
					.reaches("[2001:db8::1]:5433/shop as app:secret"),
				Row.application("a URL without a host")
					.properties("spring.datasource.url=jdbc:postgresql:shop", USER, PASSWORD)
					.reaches("localhost:5432/shop as app:secret")
					.decides("environment=development"),
				Row.application("a URL without a database")
					.properties("spring.datasource.url=jdbc:postgresql://localhost/", USER, PASSWORD)
					.reaches("localhost:5432/app as app:secret"),
				Row.application("a host of the private network")
					.properties("spring.datasource.url=jdbc:postgresql://db:5432/shop", USER, PASSWORD)
					.reaches("db:5432/shop as app:secret")
					.decides("environment=development"),
				Row.application("a private address in production")
					.properties("spring.datasource.url=jdbc:postgresql://10.0.3.7/shop", USER, PASSWORD,
							"spring.profiles.active=prod")
					.reaches("10.0.3.7:5432/shop as app:secret")
					.decides("environment=production", "dataSource.sslmode=prefer"),
				Row.application("parameters of libpq and of Prisma, which the driver ignores")
					.properties(URL + "?schema=sales&connection_limit=1&application_name=reports", USER, PASSWORD)
					.reaches(SHOP),
				Row.application("channel_binding, which the driver ignores")
					.properties(URL + "?sslmode=require&channel_binding=require", USER, PASSWORD)
					.reaches(SHOP),
				Row.application("an unknown parameter")
					.properties(URL + "?flavour=vanilla&stringtype=unspecified", USER, PASSWORD)
					.reaches(SHOP),
				Row.application("a schema as parameter")
					.properties(URL + "?currentSchema=sales", USER, PASSWORD)
					.reaches(SHOP)
					.decides("dataSource.search_path=sales"),
				Row.application("a schema of the pool")
					.properties(URL, USER, PASSWORD, "spring.datasource.hikari.schema=sales")
					.reaches(SHOP)
					.decides("dataSource.search_path=sales"));
	}

}
