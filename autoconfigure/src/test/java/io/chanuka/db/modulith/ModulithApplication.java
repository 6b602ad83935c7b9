package io.chanuka.db.modulith;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.runtime.ApplicationModulesRuntime;
import org.springframework.modulith.runtime.ApplicationRuntime;

/**
 * An application of two modules, each with migrations of its own.
 */
@SpringBootApplication(proxyBeanMethods = false)
class ModulithApplication {

	/**
	 * Spring Modulith's own leaves out classes of tests.
	 */
	@Bean
	ApplicationModulesRuntime modules(ApplicationRuntime runtime) {
		return new ApplicationModulesRuntime(() -> ApplicationModules.of(ModulithApplication.class, (location) -> true),
				runtime);
	}

}
