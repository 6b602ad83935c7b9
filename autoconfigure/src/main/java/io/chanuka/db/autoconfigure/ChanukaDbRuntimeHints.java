package io.chanuka.db.autoconfigure;

import java.sql.CallableStatement;

import com.zaxxer.hikari.HikariConfig;
import io.chanuka.db.autoconfigure.environment.ChanukaDbProperties;
import io.chanuka.db.autoconfigure.environment.HealthGroups;
import io.chanuka.db.transport.RegisteredHostnameVerifier;
import io.chanuka.db.transport.RegisteredSocketFactory;
import io.chanuka.db.transport.RegisteredSslSocketFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * {@link RuntimeHintsRegistrar} for what is reached by reflection only.
 */
class ChanukaDbRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		BindableRuntimeHintsRegistrar.forTypes(ChanukaDbProperties.class, HealthGroups.Group.class)
			.registerHints(hints, classLoader);
		// The driver creates them by their names.
		hints.reflection().registerType(RegisteredHostnameVerifier.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
		hints.reflection().registerType(RegisteredSocketFactory.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
		hints.reflection().registerType(RegisteredSslSocketFactory.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
		// A call that is logged.
		hints.proxies().registerJdkProxy(CallableStatement.class);
		// HikariConfig.copyStateTo goes over its fields.
		hints.reflection().registerType(HikariConfig.class, MemberCategory.ACCESS_DECLARED_FIELDS);
		// How long an executor awaits its tasks.
		hints.reflection().registerType(SimpleAsyncTaskExecutor.class, MemberCategory.ACCESS_DECLARED_FIELDS);
	}

}
