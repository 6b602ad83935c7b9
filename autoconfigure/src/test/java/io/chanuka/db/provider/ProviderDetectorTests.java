package io.chanuka.db.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.chanuka.db.url.HostAndPort;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProviderDetector}.
 */
class ProviderDetectorTests {

	private final ProviderDetector detector = new ProviderDetector();

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					ep-cool-1.us-east-2.aws.neon.tech,               5432, neon, direct,, prepared startup session zero public
					ep-cool-1-pooler.us-east-2.aws.neon.tech,        5432, neon, transaction-pooled, ep-cool-1.us-east-2.aws.neon.tech:5432, prepared zero public
					EP-Cool-1-POOLER.us-east-2.aws.NEON.tech.,       5433, neon, transaction-pooled, ep-cool-1.us-east-2.aws.neon.tech:5433, prepared zero public
					ep-a-1-pooler.c-2.eastus2.azure.neon.tech,       6432, neon, transaction-pooled, ep-a-1.c-2.eastus2.azure.neon.tech:6432, prepared zero public
					-pooler.aws.neon.tech,                           5432, neon, direct,, prepared startup session zero public
					db.abcdefgh.supabase.co,                         5432, supabase, direct,, prepared startup session ipv6 private
					db.abcdefgh.supabase.co,                         6543, supabase, transaction-pooled, db.abcdefgh.supabase.co:5432, ipv6 private
					DB.abcdefgh.supabase.co.,                        6543, supabase, transaction-pooled, db.abcdefgh.supabase.co:5432, ipv6 private
					aws-0-eu-west-1.pooler.supabase.com,             5432, supabase, session-pooled,, prepared session private
					aws-0-eu-west-1.pooler.supabase.com,             6543, supabase, transaction-pooled, aws-0-eu-west-1.pooler.supabase.com:5432, private
					shop.postgres.database.azure.com,                5432, azure, direct,, prepared startup session unknown
					shop.postgres.database.azure.com,                6432, azure, transaction-pooled, shop.postgres.database.azure.com:5432, unknown
					shop.postgres.database.azure.com,                8432, azure, transaction-pooled,, unknown
					shop.abc123.eu-west-1.rds.amazonaws.com,         5432, aws, direct,, prepared startup session private
					shop.cluster-abc123.eu-west-1.rds.amazonaws.com, 6432, aws, direct,, prepared startup session private
					proxy-shop.abc123.eu-west-1.rds.amazonaws.com,   5432, aws, direct,, prepared startup session private
					shop.proxy-abc123.eu-west-1.rds.amazonaws.com,   5432, aws, transaction-pooled,, prepared session public
					ro.endpoint.proxy-abc1.eu-west-1.rds.amazonaws.com, 5432, aws, transaction-pooled,, prepared session public
					db.prisma.io,                                    5432, prisma, direct,, prepared startup session unknown
					pooled.db.prisma.io,                             5432, prisma, transaction-pooled, db.prisma.io:5432, unknown
					abc-useast1-1.horizon.psdb.cloud,                5432, planetscale, direct,, prepared startup session public
					abc-useast1-1.horizon.psdb.cloud,                6432, planetscale, transaction-pooled, abc-useast1-1.horizon.psdb.cloud:5432, public
					direct.abc.flympg.net,                           5432, fly, direct,, prepared startup session unknown
					pgbouncer.abc.flympg.net,                        5432, fly, transaction-pooled, direct.abc.flympg.net:5432, unknown
					p.abc.db.postgresbridge.com,                     5432, crunchy-bridge, direct,, prepared startup session unknown
					p.abc.db.postgresbridge.com,                     5431, crunchy-bridge, transaction-pooled, p.abc.db.postgresbridge.com:5432, unknown
					shop-do-user-1-0.db.ondigitalocean.com,          25060, digitalocean, direct,, prepared startup session unknown
					shop-do-user-1-0.db.ondigitalocean.com,          25061, digitalocean, transaction-pooled,, unknown
					db.example.com,                                  6432, pgbouncer, transaction-pooled,, unknown
					2001:db8::1,                                     6432, pgbouncer, transaction-pooled,, unknown
					""")
	void documentedFormsAreRecognised(String host, int port, String provider, String kind, @Nullable String sibling,
			String traits) {
		DetectedProvider detected = this.detector.detect(new HostAndPort(host, port));
		assertThat(detected.provider()).hasToString(provider);
		assertThat(detected.kind()).hasToString(kind);
		assertThat(detected.kindKnown()).isTrue();
		assertThat(String.valueOf(detected.directSibling())).isEqualTo(String.valueOf(sibling));
		assertThat(words(detected.traits())).isEqualTo(traits);
		assertThat(detected.reason()).endsWith(".").isNotBlank();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			neon.tech,                              5432
			.neon.tech,                             5432
			neon.tech.example.com,                  5432
			my-pooler.internal,                     5432
			evilneon.tech,                          5432
			ep-a-1-pooler.neon.tech.evil.org,       5432
			ep-a-1-pooler.aws.neon.tech..,          5432
			supabase.co,                            5432
			db.supabase.co,                         5432
			www.supabase.co,                        6543
			db.abc.supabase.co.example.org,         6543
			db.abc.notsupabase.co,                  6543
			pooler.supabase.com,                    6543
			.pooler.supabase.com,                   6543
			aws-0-eu.pooler.supabase.com.evil.org,  6543
			evilpooler.supabase.com,                6543
			postgres.database.azure.com,            5432
			shop.postgres.database.azure.com.evil.org, 5432
			shop.mysql.database.azure.com,          5432
			rds.amazonaws.com,                      5432
			xrds.amazonaws.com,                     5432
			shop.rds.amazonaws.com,                 5432
			shop.proxy-a.eu-west-1.xrds.amazonaws.com, 5432
			shop.proxy-a.eu-west-1.rds.amazonaws.com.evil.org, 5432
			ec2-1-2-3-4.compute-1.amazonaws.com,    5432
			prisma.io,                              5432
			xdb.prisma.io,                          5432
			unpooled.db.prisma.io,                  5432
			pooled.db.prisma.io.evil.org,           5432
			horizon.psdb.cloud,                     5432
			xhorizon.psdb.cloud,                    5432
			abc.flympg.net,                         5432
			direct.flympg.net,                      5432
			pgbouncer.flympg.net,                   5432
			pgbouncer.abc.xflympg.net,              5432
			db.postgresbridge.com,                  5431
			p.abc.xdb.postgresbridge.com,           5431
			db.ondigitalocean.com,                  25061
			shop.ondigitalocean.com,                25061
			localhost,                              5432
			localhost,                              6543
			db.example.com,                         6433
			127.0.0.1,                              5432
			::1,                                    5432
			2001:db8::6432,                         5432
			""")
	void whenAddressIsOnlySimilarThenTheProviderIsNotKnown(String host, int port) {
		DetectedProvider detected = this.detector.detect(new HostAndPort(host, port));
		assertThat(detected.provider()).isEqualTo(Provider.POSTGRES);
		assertThat(detected.kind()).isEqualTo(EndpointKind.DIRECT);
		assertThat(detected.kindKnown()).isFalse();
		assertThat(detected.directSibling()).isNull();
		assertThat(words(detected.traits())).isEqualTo("prepared startup session unknown");
	}

	@Test
	void aPrivateAuthorityNamesItsDownload() {
		assertThat(List.of("shop.abc.eu-west-1.rds.amazonaws.com", "aws-0-eu-west-1.pooler.supabase.com"))
			.allSatisfy((host) -> assertThat(
					this.detector.detect(new HostAndPort(host, 5432)).traits().certificateAuthority().advice())
				.startsWith("Download ")
				.contains("https://"));
	}

	@Test
	void coldStartIsKnownWhereTheServerScalesToZero() {
		assertThat(this.detector.detect(new HostAndPort("ep-a-1.aws.neon.tech", 5432)).traits().coldStart())
			.isEqualTo(Duration.ofMillis(500));
		assertThat(this.detector.detect(new HostAndPort("localhost", 5432)).traits().coldStart()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "crunchy-bridge", "CRUNCHY_BRIDGE", " Crunchy-Bridge " })
	void namesMayBeWrittenEitherWay(String name) {
		assertThat(Provider.named(name)).isEqualTo(Provider.CRUNCHY_BRIDGE);
	}

	private static String words(EndpointTraits traits) {
		List<String> words = new ArrayList<>();
		add(words, "prepared", traits.preparedStatements());
		add(words, "startup", traits.startupParameters());
		add(words, "session", traits.sessionState());
		add(words, "zero", traits.scalesToZero());
		add(words, "ipv6", traits.ipv6Only());
		words.add(traits.certificateAuthority().kind().name().toLowerCase(Locale.ROOT));
		return String.join(" ", words);
	}

	private static void add(List<String> words, String word, boolean holds) {
		if (holds) {
			words.add(word);
		}
	}

}
