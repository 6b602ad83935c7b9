package io.chanuka.db.autoconfigure.endpoint;

import io.chanuka.db.url.Redactor;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.util.function.SingletonSupplier;

/**
 * Hides passwords, the user information of URLs and private keys in what endpoints show.
 * The first function that changes a value ends Spring Boot's chain, so this one comes
 * first, has all others applied as Spring Boot applies them, and masks what they leave.
 */
final class SecretSanitizingFunction implements SanitizingFunction, PriorityOrdered {

	private final SingletonSupplier<Sanitizer> others;

	SecretSanitizingFunction(ObjectProvider<SanitizingFunction> functions) {
		this.others = SingletonSupplier.of(() -> new Sanitizer(functions.orderedStream()
			.filter((function) -> AopUtils.getTargetClass(function) != getClass())
			.toList()));
	}

	@Override
	public SanitizableData apply(SanitizableData data) {
		Object value = this.others.obtain().sanitize(data, true);
		if (!(value instanceof CharSequence || value instanceof Number)) {
			return data.withValue(value);
		}
		String text = value.toString();
		String shown = Redactor.redactProperty(data.getKey(), text);
		return data.withValue(shown.equals(text) ? value : shown);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
