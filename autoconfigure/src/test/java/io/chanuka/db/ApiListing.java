package io.chanuka.db;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.chanuka.db.endpoint.DatabaseEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The API as lines of text: class names of auto-configurations, fields of the endpoint's
 * JSON, and the public members of the stated types.
 */
final class ApiListing {

	private static final String IMPORTS = "/META-INF/spring/"
			+ "org.springframework.boot.autoconfigure.AutoConfiguration.imports";

	private static final Set<String> OF_EVERY_RECORD = Set.of("equals", "hashCode", "toString");

	private static final Set<String> OF_EVERY_ENUM = Set.of("values", "valueOf", "toString");

	private ApiListing() {
	}

	static List<String> of(List<Class<?>> types) throws IOException {
		List<String> lines = new ArrayList<>();
		try (InputStream stream = ApiListing.class.getResourceAsStream(IMPORTS)) {
			new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines()
				.forEach((name) -> lines.add("auto-configuration " + name));
		}
		json("", DatabaseEndpoint.DatabaseDescriptor.class).map((field) -> "json " + field).forEach(lines::add);
		types.forEach((type) -> {
			lines.add("type " + type.getName() + " " + kind(type));
			members(type).sorted().map((member) -> "  " + member).forEach(lines::add);
		});
		return lines;
	}

	private static Stream<String> json(String path, Class<?> type) {
		return Arrays.stream(type.getRecordComponents())
			.flatMap((field) -> json(path + field.getName(), field.getGenericType(),
					nullable(field.getAnnotatedType())));
	}

	private static Stream<String> json(String path, Type type, String nullable) {
		if (type instanceof Class<?> nested && nested.isRecord()) {
			return json(path + ".", nested);
		}
		if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
			return json(path + ".*", map.getActualTypeArguments()[1], nullable);
		}
		return Stream.of(path + ": " + nullable + type.getTypeName());
	}

	private static String kind(Class<?> type) {
		if (type.isRecord()) {
			return "record(" + Arrays.stream(type.getRecordComponents())
				.map((component) -> typeName(component.getAnnotatedType(), component.getGenericType()) + " "
						+ component.getName())
				.collect(Collectors.joining(", ")) + ")";
		}
		if (type.isEnum()) {
			return "enum";
		}
		return type.isInterface() ? "interface" : Modifier.toString(type.getModifiers()) + " class";
	}

	private static Stream<String> members(Class<?> type) {
		Stream<String> constructors = type.isRecord() ? Stream.empty()
				: Arrays.stream(type.getConstructors()).map(ApiListing::constructor);
		Stream<String> fields = Arrays.stream(type.getDeclaredFields())
			.filter((field) -> Modifier.isPublic(field.getModifiers()))
			.map(ApiListing::field);
		Stream<String> methods = Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
			.filter((method) -> !isImplied(type, method))
			.map(ApiListing::method);
		return Stream.of(constructors, fields, methods).flatMap((members) -> members);
	}

	private static boolean isImplied(Class<?> type, Method method) {
		if (type.isEnum()) {
			return OF_EVERY_ENUM.contains(method.getName());
		}
		return type.isRecord()
				&& (OF_EVERY_RECORD.contains(method.getName()) || Arrays.stream(type.getRecordComponents())
					.map(RecordComponent::getAccessor)
					.anyMatch(method::equals));
	}

	private static String constructor(Constructor<?> constructor) {
		return "new" + parameters(constructor);
	}

	private static String field(Field field) {
		if (field.isEnumConstant()) {
			return field.getName() + " \"" + constant(field) + "\"";
		}
		return Modifier.toString(field.getModifiers()) + " "
				+ typeName(field.getAnnotatedType(), field.getGenericType()) + " " + field.getName();
	}

	private static Object constant(Field field) {
		try {
			return field.get(null);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String method(Method method) {
		String modifiers = method.isDefault() ? "default "
				: Modifier.toString(method.getModifiers() & (Modifier.ABSTRACT | Modifier.STATIC));
		return (modifiers + " " + typeName(method.getAnnotatedReturnType(), method.getGenericReturnType()) + " "
				+ method.getName() + parameters(method))
			.strip();
	}

	private static String parameters(Executable executable) {
		AnnotatedType[] annotated = executable.getAnnotatedParameterTypes();
		Type[] types = executable.getGenericParameterTypes();
		List<String> parameters = new ArrayList<>();
		for (int i = 0; i < types.length; i++) {
			parameters.add(typeName(annotated[i], types[i]));
		}
		return "(" + String.join(", ", parameters) + ")";
	}

	private static String typeName(AnnotatedType annotated, Type type) {
		return nullable(annotated) + type.getTypeName();
	}

	private static String nullable(AnnotatedType type) {
		return type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
	}

}
