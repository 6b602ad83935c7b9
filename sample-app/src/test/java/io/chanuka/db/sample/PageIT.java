package io.chanuka.db.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of the built jar in a browser: every button is pressed. The last test ends the
 * application.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageIT {

	private static final Pattern REQUEST = Pattern
		.compile("\"method\":\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"([^\"]+)\"");

	private static final List<String> requests = new ArrayList<>();

	private static SampleProcess sample;

	private static PageBrowser page;

	private static String url;

	@BeforeAll
	static void open() throws Exception {
		String missing = "Chromium is not installed (chromium, chromium-driver)";
		if (!PageBrowser.isInstalled()) {
			// The summary of the build counts skipped tests, and gives no reason.
			LogFactory.getLog(PageIT.class).warn("Skipped: " + PageIT.class.getName() + ": " + missing);
		}
		Assumptions.assumeTrue(PageBrowser.isInstalled(), missing);
		sample = SampleProcess.start(Map.of(), "-Dspring.profiles.active=development");
		url = sample.url() + "/";
		page = new PageBrowser();
		page.emulate("light", 1200, 900);
		page.open(url);
	}

	@AfterAll
	static void close() {
		if (page != null) {
			page.close();
		}
		if (sample != null) {
			sample.close();
		}
	}

	@BeforeEach
	void awaitUp() {
		PageBrowser.await()
			.until(() -> page.text("stream").equals("live") && page.text("status").equals("UP")
					&& page.text("readiness").equals("accepted") && !page.text("visits").isEmpty());
	}

	@Test
	@Order(1)
	void endpointsSettingsMigrationAndStatementsAreShown() {
		PageBrowser.await().until(() -> !page.text("statements").isEmpty() && !page.text("endpoints").isEmpty());
		assertThat(page.text("endpoints")).contains("Runtime", "Migrations", "jdbc:postgresql://localhost:", "direct",
				"Reason");
		assertThat(page.text("migration")).startsWith("version 2, succeeded, 2 applied");
		assertThat(page.text("drain")).startsWith("none");
		assertThat(page.text("statements")).contains("Statement took");
		assertThat(page.text("acquire")).contains("ms on average");
		page.driver().findElement(By.tagName("summary")).click();
		assertThat(page.text("settings")).contains("chanuka.db.readiness.enabled", "chanuka.db.pool.max-size");
		page.driver().findElement(By.tagName("summary")).click();
	}

	@ParameterizedTest
	@CsvSource({ "light, 1200", "dark, 1200", "light, 390", "dark, 390" })
	@Order(2)
	void theShownPageIsAccessible(String scheme, int width) throws IOException {
		page.emulate(scheme, width, 900);
		try (var script = PageIT.class.getResourceAsStream("/accessibility.js")) {
			List<String> problems = page.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
			assertThat(problems).isEmpty();
		}
		finally {
			page.emulate("light", 1200, 900);
		}
	}

	@Test
	@Order(3)
	void theTabulatorVisitsEveryControlInTheOrderOfThePage() {
		page.open(url);
		awaitUp();
		WebElement body = page.driver().findElement(By.tagName("body"));
		body.sendKeys(Keys.TAB);
		List<String> visited = new ArrayList<>();
		for (int i = 0; i < 40 && !visited.contains("/actuator/prometheus"); i++) {
			visited.add(page.evaluate("""
					const focused = document.activeElement;
					const marked = getComputedStyle(focused).outlineStyle !== 'none';
					return (marked ? '' : 'no outline: ') + (focused.id || focused.textContent)"""));
			page.driver().switchTo().activeElement().sendKeys(Keys.TAB);
		}
		List<String> expected = page.evaluate(
				"""
						return [...document.querySelectorAll('a, button, input, summary, [tabindex="0"]')]
						  .filter((control) => control.checkVisibility()).map((control) => control.id || control.textContent)""");
		assertThat(visited).isEqualTo(expected).hasSizeGreaterThan(14);
	}

	@Test
	@Order(4)
	void whenTheDatabaseIsUnreachableThenOutageAndRecoveryAreShown() {
		String button = page.press("unreachable");
		awaitTimeline(button, "Health: DOWN", "Readiness off", "Outage begins", "Reconnected after", "Readiness on",
				"Health: UP");
	}

	@Test
	@Order(5)
	void whenBackendsAreTerminatedThenEvictionsAreShown() {
		awaitTimeline(page.press("terminate"), "evicted");
		assertThat(page.text("result")).contains("server processes were ended");
	}

	@Test
	@Order(6)
	void whenThePoolIsExhaustedThenPendingCallersAndAdviceAreShown() {
		String button = page.press("exhaust");
		PageBrowser.await().until(() -> page.text("health").contains("Advice: "));
		assertThat(page.text("gauge-text")).contains("pending");
		awaitTimeline(button, "Callers wait", "Health: DEGRADED", "No caller waits any more", "Health: UP");
	}

	@Test
	@Order(7)
	void whenAQueryIsSlowThenItsLineIsInTheStatementLog() {
		awaitTimeline(page.press("slow-query"), "Slow statement");
		assertThat(page.text("statements")).contains("Slow statement took");
	}

	@Test
	@Order(8)
	void whenTheServerIsReadOnlyThenTheFailoverIsShown() {
		awaitTimeline(page.press("read-only"), "The server is read-only", "Failover: new connections are writable",
				"renewed after a failover");
	}

	@Test
	@Order(9)
	void whenAQueryRunsFiftyTimesThenTheTimesAreShown() {
		page.press("burst");
		PageBrowser.await()
			.until(() -> page.text("result")
				.matches("50 queries at the same time: average [\\d.]+ ms, minimum [\\d.]+ ms, maximum [\\d.]+ ms\\."));
	}

	@ParameterizedTest
	@CsvSource({ "transaction", "leak" })
	@Order(10)
	void whenAConnectionIsHeldThenTheThreadIsNamed(String action) {
		page.press(action);
		PageBrowser.await().until(() -> page.text("holders").contains("thread experiment-"));
	}

	@Test
	@Order(11)
	void screenshotsAreWritten() {
		screenshot("light", "light", 1200, 1180);
		screenshot("dark", "dark", 1200, 1180);
		screenshot("phone", "light", 390, 844);
		page.emulate("light", 1200, 900);
		assertThat(Path.of("target", "screenshots", "phone.png")).isNotEmptyFile();
	}

	@Test
	@Order(12)
	void whenTheApplicationRestartsThenThePageFindsItAgainAndShowsTheDrain() {
		awaitTimeline(page.press("restart"), "The application ended the stream", "The application has started again");
		PageBrowser.await().until(() -> page.text("drain").startsWith("Drain finished"));
	}

	@Test
	@Order(13)
	void nothingWasRequestedFromOutside() {
		page.log("performance").stream().map(REQUEST::matcher).forEach((matcher) -> {
			if (matcher.find()) {
				requests.add(matcher.group(1));
			}
		});
		assertThat(requests).hasSizeGreaterThan(20).allSatisfy((request) -> assertThat(request).startsWith(url));
		assertThat(page.log("browser")).noneMatch((message) -> message.contains("Content Security Policy")
				|| message.contains("Uncaught") || message.contains("page.js"));
	}

	@Test
	@Order(14)
	void whenSigtermComesThenTheOpenPageDoesNotHoldUpTheShutdown() throws Exception {
		long start = System.nanoTime();
		sample.terminate();
		assertThat(sample.waitFor()).isEqualTo(128 + 15);
		// A stream that stays open ends after 30 s, the limit of the phase.
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
		assertThat(sample.output()).contains("Graceful shutdown complete").doesNotContain("Graceful shutdown aborted");
		PageBrowser.await().until(() -> page.text("stream").startsWith("waiting"));
	}

	private static void screenshot(String name, String scheme, int width, int height) {
		page.emulate(scheme, width, height);
		page.evaluate("window.scrollTo(0, 0); return null");
		page.screenshot(name);
	}

	private static void awaitTimeline(String button, String... texts) {
		PageBrowser.await().untilAsserted(() -> {
			List<String> entries = page.timelineSince(button);
			for (String text : texts) {
				assertThat(entries).anyMatch((entry) -> entry.contains(text));
			}
		});
	}

}
