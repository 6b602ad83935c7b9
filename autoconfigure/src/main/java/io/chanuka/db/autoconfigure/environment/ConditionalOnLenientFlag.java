package io.chanuka.db.autoconfigure.environment;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Matches where a {@link LenientFlag} of ours is on.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnLenientFlagCondition.class)
public @interface ConditionalOnLenientFlag {

	/**
	 * The property.
	 * @return its name
	 */
	String value();

	/**
	 * What holds where it is not set.
	 * @return whether it is on then
	 */
	boolean matchIfMissing() default false;

}
