package io.chanuka.db.provider;

/**
 * The rule of each provider.
 */
final class ProviderRules {

	private ProviderRules() {
	}

	static ProviderRule of(Provider provider) {
		return switch (provider) {
			case NEON -> new NeonRule();
			case SUPABASE -> new SupabaseRule();
			case AZURE -> new AzureRule();
			case AWS -> new AwsRule();
			case PRISMA -> new PrismaRule();
			case PLANETSCALE -> new PlanetScaleRule();
			case FLY -> new FlyRule();
			case CRUNCHY_BRIDGE -> new CrunchyBridgeRule();
			case DIGITALOCEAN -> new DigitalOceanRule();
			case RAILWAY -> new RailwayRule();
			case HEROKU -> new HerokuRule();
			case PGBOUNCER -> new PgBouncerRule();
			case POSTGRES -> (address) -> null;
		};
	}

}
