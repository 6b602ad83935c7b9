package io.chanuka.db.autoconfigure.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.weaving.LoadTimeWeaverAware;

/**
 * Keeps the definitions of an application and creates none of its beans: a command gets
 * those that it needs. It registers itself once more, behind every other post-processor,
 * so that it sees all definitions.
 */
final class DormantBeans implements BeanFactoryPostProcessor {

	static final String BEAN_NAME = DormantBeans.class.getName();

	/**
	 * Singletons of these types are created by the refresh even if they are lazy
	 * ({@code AbstractApplicationContext#finishBeanFactoryInitialization}); JPA's factory
	 * is one.
	 */
	private static final List<Class<?>> NEVER_LAZY = List.of(LoadTimeWeaverAware.class, BeanFactoryInitializer.class);

	private final boolean last;

	private final List<BeanDefinition> hidden = new ArrayList<>();

	private DormantBeans(boolean last) {
		this.last = last;
	}

	/**
	 * For {@code ConfigurableApplicationContext.addBeanFactoryPostProcessor}.
	 */
	static DormantBeans create() {
		return new DormantBeans(false);
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (!this.last) {
			beanFactory.registerSingleton(BEAN_NAME, new DormantBeans(true));
			return;
		}
		NEVER_LAZY.stream()
			.flatMap((type) -> Arrays.stream(beanFactory.getBeanNamesForType(type, false, false)))
			.map(BeanFactoryUtils::transformedBeanName)
			.filter(beanFactory::containsBeanDefinition)
			.map(beanFactory::getBeanDefinition)
			.forEach(this::hide);
		Arrays.stream(beanFactory.getBeanDefinitionNames())
			.map(beanFactory::getBeanDefinition)
			.forEach(DormantBeans::makeLazy);
		replace(beanFactory, AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new IdleLifecycleProcessor());
		replace(beanFactory, AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
				new SilentEventMulticaster());
	}

	private void hide(BeanDefinition definition) {
		definition.setScope(BeanDefinition.SCOPE_PROTOTYPE);
		this.hidden.add(definition);
	}

	/**
	 * After the refresh a command may get any bean as the application would.
	 */
	void restore(ConfigurableListableBeanFactory beanFactory) {
		this.hidden.forEach((definition) -> definition.setScope(BeanDefinition.SCOPE_SINGLETON));
		beanFactory.clearMetadataCache();
	}

	private static void makeLazy(BeanDefinition definition) {
		definition.setLazyInit(true);
		if (definition instanceof AbstractBeanDefinition withBackground) {
			withBackground.setBackgroundInit(false);
		}
	}

	private static void replace(ConfigurableListableBeanFactory beanFactory, String name, Object singleton) {
		if (beanFactory.containsBeanDefinition(name) && beanFactory instanceof BeanDefinitionRegistry registry) {
			registry.removeBeanDefinition(name);
		}
		beanFactory.registerSingleton(name, singleton);
	}

}
