package io.chanuka.db.autoconfigure.details;

import io.chanuka.db.url.Credentials;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is shown of where the tools of migrations connect to.
 */
class ToolPropertiesTests {

	private static final String URL = "jdbc:postgresql://db.example.com/shop?user=owner&password=hidden";

	@Test
	void noPasswordIsShown() {
		assertThat(new ToolProperties(URL, new Credentials("owner", "hidden"), null).toString())
			.contains("db.example.com/shop", "as owner")
			.doesNotContain("hidden");
		assertThat(new ToolTarget(URL, "owner").toString()).contains("db.example.com/shop", "as owner")
			.doesNotContain("hidden");
		assertThat(ToolProperties.NONE.toString()).isEqualTo("as (no user)");
	}

}
