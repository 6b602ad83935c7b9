package io.chanuka.db.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link Conditional @Conditional} that matches where Spring Boot's DataSource is
 * upgraded to the runtime pool. Whether the DataSource that exists in the end is that
 * pool is known by {@link RuntimePoolHolder}: a test, for one, may replace it. By name,
 * because a search by type compares all beans, and this condition is on many.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ConditionalOnBean(name = RuntimePoolPostProcessor.BEAN_NAME)
public @interface ConditionalOnRuntimePool {

}
