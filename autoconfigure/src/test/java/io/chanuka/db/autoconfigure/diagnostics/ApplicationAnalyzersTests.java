package io.chanuka.db.autoconfigure.diagnostics;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import own.OwnFailureAnalyzer;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApplicationAnalyzers}.
 */
class ApplicationAnalyzersTests {

	@TempDir
	private Path classPath;

	@Test
	void whenTheApplicationHasAnAnalyzerThenItWinsWhereverItIs() throws IOException {
		Path factories = Files.createDirectories(this.classPath.resolve("META-INF")).resolve("spring.factories");
		Files.writeString(factories, FailureAnalyzer.class.getName() + "=" + OwnFailureAnalyzer.class.getName());
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { this.classPath.toUri().toURL() },
				getClass().getClassLoader())) {
			assertThat(analyzers(classLoader).analyze(new IllegalStateException("any")).getDescription())
				.isEqualTo("own analysis of any");
		}
	}

	@Test
	void whenTheApplicationHasNoneThenThereIsNoAnalysis() {
		assertThat(analyzers(getClass().getClassLoader()).analyze(new IllegalStateException("any"))).isNull();
	}

	private static ApplicationAnalyzers analyzers(ClassLoader classLoader) {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.setBeanClassLoader(classLoader);
		return new ApplicationAnalyzers(beanFactory, new MockEnvironment());
	}

}
