package io.chanuka.db.autoconfigure.diagnostics;

import java.util.List;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * Analyzers of the application and other libraries. Without an order they are called in
 * the order of the class path, which can put them behind those of this starter.
 */
public final class ApplicationAnalyzers {

	private static final List<String> NOT_OF_APPLICATION = List.of("org.springframework.boot.", "io.chanuka.db.");

	private final @Nullable ClassLoader classLoader;

	private final ArgumentResolver arguments;

	/**
	 * Create a new instance.
	 * @param beanFactory the bean factory of the application
	 * @param environment its environment
	 */
	public ApplicationAnalyzers(BeanFactory beanFactory, Environment environment) {
		this.classLoader = (beanFactory instanceof ConfigurableBeanFactory configurable)
				? configurable.getBeanClassLoader() : null;
		this.arguments = ArgumentResolver.of(BeanFactory.class, beanFactory).and(Environment.class, environment);
	}

	/**
	 * Lets them analyze a failure.
	 * @param failure the failure
	 * @return the analysis of the first that has one, or {@code null} if none has
	 */
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation(this.classLoader)
			.load(FailureAnalyzer.class, this.arguments,
					FailureHandler.logging(LogFactory.getLog(ApplicationAnalyzers.class)));
		for (FailureAnalyzer analyzer : analyzers) {
			FailureAnalysis analysis = isOfApplication(analyzer) ? analyzer.analyze(failure) : null;
			if (analysis != null) {
				return analysis;
			}
		}
		return null;
	}

	private static boolean isOfApplication(FailureAnalyzer analyzer) {
		return NOT_OF_APPLICATION.stream().noneMatch(analyzer.getClass().getName()::startsWith);
	}

}
