package io.chanuka.db.safetoadd;

import java.util.List;

/**
 * Applications on platforms that set variables of their own: each once with a URL for
 * Spring Boot and once without.
 */
final class PlatformRows {

	private static final String[] HEROKU = { "DYNO=web.1", "PORT=5000",
			"DATABASE_URL=postgres://app:secret@ec2-54-1-2-3.compute-1.amazonaws.com:5432/d1",
			"JDBC_DATABASE_URL=jdbc:postgresql://ec2-54-1-2-3.compute-1.amazonaws.com:5432/d1"
					+ "?password=secret&sslmode=require&user=app",
			"JDBC_DATABASE_USERNAME=app", "JDBC_DATABASE_PASSWORD=secret" };

	private static final String[] VERCEL = { "VERCEL=1", "VERCEL_ENV=production",
			"POSTGRES_URL=postgres://app:secret@ep-a-1-pooler.us-east-1.aws.neon.tech/shop?sslmode=require",
			"POSTGRES_PRISMA_URL=postgres://app:secret@ep-a-1-pooler.us-east-1.aws.neon.tech/shop"
					+ "?connect_timeout=15&sslmode=require",
			"POSTGRES_URL_NO_SSL=postgres://app:secret@ep-a-1-pooler.us-east-1.aws.neon.tech/shop",
			"POSTGRES_URL_NON_POOLING=postgres://app:secret@ep-a-1.us-east-1.aws.neon.tech/shop?sslmode=require",
			"POSTGRES_USER=app", "POSTGRES_HOST=ep-a-1-pooler.us-east-1.aws.neon.tech", "POSTGRES_PASSWORD=secret",
			"POSTGRES_DATABASE=shop", "PGHOST=ep-a-1-pooler.us-east-1.aws.neon.tech",
			"PGHOST_UNPOOLED=ep-a-1.us-east-1.aws.neon.tech", "PGUSER=app", "PGDATABASE=shop", "PGPASSWORD=secret" };

	private static final String[] VERCEL_TODAY = {
			"DATABASE_URL=postgres://app:secret@ep-a-1-pooler.us-east-1.aws.neon.tech/shop?sslmode=require",
			"DATABASE_URL_UNPOOLED=postgres://app:secret@ep-a-1.us-east-1.aws.neon.tech/shop?sslmode=require" };

	private static final String[] RAILWAY = { "RAILWAY_ENVIRONMENT=production", "RAILWAY_PROJECT_ID=0000-1111",
			"RAILWAY_SERVICE_NAME=web", "DATABASE_URL=postgresql://app:secret@postgres.railway.internal:5432/railway",
			"DATABASE_PUBLIC_URL=postgresql://app:secret@monorail.proxy.rlwy.net:40000/railway",
			"PGHOST=postgres.railway.internal", "PGPORT=5432", "PGUSER=app", "PGPASSWORD=secret",
			"PGDATABASE=railway" };

	private static final String[] SUPABASE = {
			"DATABASE_URL=postgresql://postgres.ref:secret@aws-0-eu-west-1.pooler.supabase.com:6543/postgres"
					+ "?pgbouncer=true",
			"DIRECT_URL=postgresql://postgres.ref:secret@aws-0-eu-west-1.pooler.supabase.com:5432/postgres" };

	private static final String[] NEON = {
			"DATABASE_URL=postgresql://app:secret@ep-a-1-pooler.eu-west-2.aws.neon.tech/shop"
					+ "?sslmode=require&channel_binding=prefer",
			"DATABASE_URL_UNPOOLED=postgresql://app:secret@ep-a-1.eu-west-2.aws.neon.tech/shop?sslmode=require",
			"PGHOST=ep-a-1-pooler.eu-west-2.aws.neon.tech", "PGUSER=app", "PGPASSWORD=secret", "PGDATABASE=shop" };

	private PlatformRows() {
	}

	static List<Row> withSpringUrl() {
		return List.of(
				Row.application("Heroku, as its buildpack sets it")
					.variables(HEROKU)
					.variables(
							"SPRING_DATASOURCE_URL=jdbc:postgresql://ec2-54-1-2-3.compute-1.amazonaws.com:5432/d1"
									+ "?password=secret&sslmode=require&user=app",
							"SPRING_DATASOURCE_USERNAME=app", "SPRING_DATASOURCE_PASSWORD=secret")
					.reaches("ec2-54-1-2-3.compute-1.amazonaws.com:5432/d1 as app:secret")
					.decides("environment=production", "dataSource.sslmode=require"),
				Row.application("Heroku, by a placeholder")
					.properties("spring.datasource.url=${JDBC_DATABASE_URL}")
					.variables(HEROKU)
					.reaches("ec2-54-1-2-3.compute-1.amazonaws.com:5432/d1 as app:secret")
					.decides("dataSource.sslmode=require"),
				Row.application("Vercel, by its parts")
					.properties(
							"spring.datasource.url=jdbc:postgresql://${POSTGRES_HOST}/${POSTGRES_DATABASE}?sslmode=require",
							"spring.datasource.username=${POSTGRES_USER}",
							"spring.datasource.password=${POSTGRES_PASSWORD}")
					.variables(VERCEL)
					.variables(VERCEL_TODAY)
					.reaches("ep-a-1-pooler.us-east-1.aws.neon.tech:5432/shop as app:secret")
					.except(Difference.TLS, "verify-full")
					.except(Difference.PREPARED_STATEMENTS, "neon"),
				Row.application("Railway, by libpq's variables")
					.properties("spring.datasource.url=jdbc:postgresql://${PGHOST}:${PGPORT}/${PGDATABASE}",
							"spring.datasource.username=${PGUSER}", "spring.datasource.password=${PGPASSWORD}")
					.variables(RAILWAY)
					.reaches("postgres.railway.internal:5432/railway as app:secret")
					.decides("environment=production", "dataSource.sslmode=prefer"),
				Row.application("Railway, by its public host")
					.properties("spring.datasource.url=jdbc:postgresql://monorail.proxy.rlwy.net:40000/railway",
							"spring.datasource.username=${PGUSER}", "spring.datasource.password=${PGPASSWORD}")
					.variables(RAILWAY)
					.reaches("monorail.proxy.rlwy.net:40000/railway as app:secret")
					.decides("environment=production", "dataSource.sslmode=prefer"),
				Row.application("Render")
					.properties("spring.datasource.url=jdbc:postgresql://${DB_HOST}:5432/shop",
							"spring.datasource.username=app", "spring.datasource.password=secret")
					.variables("RENDER=true", "RENDER_SERVICE_ID=srv-1", "DB_HOST=dpg-abc-a",
							"DATABASE_URL=postgresql://app:secret@dpg-abc-a/shop")
					.reaches("dpg-abc-a:5432/shop as app:secret")
					.decides("environment=production", "dataSource.sslmode=prefer"),
				Row.application("Supabase's pooler")
					.properties(
							"spring.datasource.url=jdbc:postgresql://aws-0-eu-west-1.pooler.supabase.com:6543/postgres"
									+ "?user=postgres.ref&password=secret&prepareThreshold=0")
					.reaches("aws-0-eu-west-1.pooler.supabase.com:6543/postgres as postgres.ref:secret"),
				Row.application("Supabase's host")
					.properties("spring.datasource.url=jdbc:postgresql://db.ref.supabase.co/postgres",
							"spring.datasource.username=postgres", "spring.datasource.password=secret")
					.variables(SUPABASE)
					.reaches("db.ref.supabase.co:5432/postgres as postgres:secret"),
				Row.application("Neon, in production")
					.properties(
							"spring.datasource.url=jdbc:postgresql://ep-a-1.eu-west-2.aws.neon.tech/shop"
									+ "?sslmode=require",
							"spring.datasource.username=app", "spring.datasource.password=secret")
					.variables("SPRING_PROFILES_ACTIVE=prod")
					.variables(NEON)
					.reaches("ep-a-1.eu-west-2.aws.neon.tech:5432/shop as app:secret")
					.except(Difference.TLS, "verify-full"),
				Row.application("RDS")
					.properties("spring.datasource.url=jdbc:postgresql://shop.abc.eu-west-1.rds.amazonaws.com/shop",
							"spring.datasource.username=app", "spring.datasource.password=secret")
					.reaches("shop.abc.eu-west-1.rds.amazonaws.com:5432/shop as app:secret")
					.decides("dataSource.sslmode=prefer"),
				Row.application("Azure")
					.properties(
							"spring.datasource.url=jdbc:postgresql://shop.postgres.database.azure.com:5432/shop"
									+ "?sslmode=require",
							"spring.datasource.username=app@shop", "spring.datasource.password=secret")
					.variables("WEBSITE_SITE_NAME=shop", "WEBSITE_INSTANCE_ID=1", "WEBSITE_RESOURCE_GROUP=g",
							"WEBSITE_SKU=s", "CUSTOMCONNSTR_DATABASE_URL=x")
					.reaches("shop.postgres.database.azure.com:5432/shop as app@shop:secret")
					.decides("environment=production"),
				Row.application("Fly")
					.properties("spring.datasource.url=jdbc:postgresql://shop-db.flycast:5432/shop?sslmode=disable",
							"spring.datasource.username=app", "spring.datasource.password=secret")
					.variables("FLY_APP_NAME=shop", "FLY_MACHINE_ID=1",
							"DATABASE_URL=postgres://app:secret@shop-db.flycast:5432/shop?sslmode=disable")
					.reaches("shop-db.flycast:5432/shop as app:secret")
					.decides("environment=production", "dataSource.sslmode=disable"));
	}

	static List<Row> withoutUrl() {
		return List.of(
				none("Heroku")
					.properties("spring.datasource.hikari.connection-timeout=1000", "chanuka.db.pool.min-idle=0")
					.variables(HEROKU)
					.starterReaches()
					.starterFinds("dataSource=error: The certificate of the server at ec2-54-1-2-3")
					.decides("environment=production", "sslmode=verify-full"),
				none("Vercel").variables(VERCEL)
					.starterReaches("ep-a-1-pooler.us-east-1.aws.neon.tech:5432/shop as app:secret")
					.decides("environment=production", "sslmode=verify-full",
							"migration.server=ep-a-1.us-east-1.aws.neon.tech:5432/shop"),
				none("Vercel with DATABASE_URL").variables(VERCEL)
					.variables(VERCEL_TODAY)
					.starterReaches("ep-a-1-pooler.us-east-1.aws.neon.tech:5432/shop as app:secret")
					.decides("environment=production", "sslmode=verify-full"),
				none("Railway").variables(RAILWAY)
					.starterReaches("postgres.railway.internal:5432/railway as app:secret")
					.decides("environment=production", "sslmode=prefer"),
				none("Render").variables("RENDER=true", "DATABASE_URL=postgresql://app:secret@dpg-abc-a/shop")
					.starterReaches("dpg-abc-a:5432/shop as app:secret")
					.decides("environment=production", "sslmode=prefer"),
				none("Supabase")
					.properties("spring.datasource.hikari.connection-timeout=1000", "chanuka.db.pool.min-idle=0")
					.variables(SUPABASE)
					.starterReaches()
					.starterFinds("dataSource=error: The certificate of the server at aws-0-eu-west-1.pooler")
					.decides("environment=production", "sslmode=verify-full",
							"migration.server=aws-0-eu-west-1.pooler.supabase.com:5432/postgres"),
				none("Neon").variables(NEON)
					.starterReaches("ep-a-1-pooler.eu-west-2.aws.neon.tech:5432/shop as app:secret")
					.decides("environment=production", "sslmode=verify-full",
							"migration.server=ep-a-1.eu-west-2.aws.neon.tech:5432/shop"),
				none("Fly")
					.variables("FLY_APP_NAME=shop", "FLY_MACHINE_ID=1",
							"DATABASE_URL=postgres://app:secret@shop-db.flycast:5432/shop?sslmode=disable")
					.starterReaches("shop-db.flycast:5432/shop as app:secret")
					.decides("environment=production", "sslmode=disable"),
				none("Prisma Postgres").properties("spring.datasource.hikari.connection-timeout=1000")
					.variables("DATABASE_URL=postgres://app:secret@db.prisma.io:5432/postgres?sslmode=require",
							"DATABASE_URL_POOLED=postgres://app:secret@pooled.db.prisma.io:5432/postgres?sslmode=require")
					.starterReaches("pooled.db.prisma.io:5432/postgres as app:secret")
					.decides("migration.server=db.prisma.io:5432/postgres"));
	}

	private static Row none(String name) {
		return Row.application(name + " without a URL for Spring Boot")
			.fails("Failed to determine a suitable driver class")
			.except(Difference.STARTS_BY_VARIABLE, "Database of this application");
	}

}
