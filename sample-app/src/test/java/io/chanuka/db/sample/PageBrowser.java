package io.chanuka.db.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Chromium without a window, as installed on this machine, with the page of the sample.
 */
final class PageBrowser implements AutoCloseable {

	private static final Path BROWSER = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private final ChromeDriver driver;

	PageBrowser() {
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable("performance", Level.ALL);
		logs.enable("browser", Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(BROWSER.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1200,900");
		options.setCapability("goog:loggingPrefs", logs);
		this.driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
				options);
	}

	static boolean isInstalled() {
		return Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
	}

	static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200));
	}

	void open(String url) {
		this.driver.get(url);
	}

	ChromeDriver driver() {
		return this.driver;
	}

	/**
	 * The text of an element, or an empty text as long as the page has not got it yet.
	 */
	String text(String id) {
		return this.driver.findElements(By.id(id)).stream().findFirst().map(WebElement::getText).orElse("");
	}

	/**
	 * Presses a button and returns the text that the timeline shows for it.
	 */
	String press(String action) {
		WebElement button = this.driver.findElement(By.cssSelector("button[data-run=" + action + "]"));
		this.driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", button);
		button.click();
		return "Button: " + button.getText();
	}

	/**
	 * The timeline since the last entry with this text, the newest first.
	 */
	List<String> timelineSince(String text) {
		List<String> entries = evaluate(
				"return [...document.querySelectorAll('#timeline li')].map((entry) => entry.lastChild.textContent)");
		int begin = entries.indexOf(text);
		return (begin < 0) ? entries : entries.subList(0, begin);
	}

	@SuppressWarnings("unchecked")
	<T> T evaluate(String script) {
		return (T) this.driver.executeScript(script);
	}

	void emulate(String scheme, int width, int height) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme),
						Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
	}

	/**
	 * Writes the page as it is shown to the folder of the build, and to the documentation
	 * if that is asked for.
	 */
	void screenshot(String name) {
		Object data = this.driver
			.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", false))
			.get("data");
		try {
			Path target = Files.createDirectories(Path.of("target", "screenshots")).resolve(name + ".png");
			Files.write(target, Base64.getDecoder().decode((String) data));
			if (Boolean.getBoolean("sample.screenshots")) {
				Path images = Files.createDirectories(Path.of("..", "docs", "images"));
				Files.write(images.resolve("sample-" + name + ".png"), Files.readAllBytes(target));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<String> log(String kind) {
		return this.driver.manage().logs().get(kind).getAll().stream().map((entry) -> entry.getMessage()).toList();
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
