package io.chanuka.db.url;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Decodes one component of a URL. Unlike {@link java.net.URLDecoder} it leaves a plus
 * sign alone, as libpq does, and reports when a component is not encoded at all.
 */
final class PercentDecoder {

	private PercentDecoder() {
	}

	/**
	 * Decodes a component strictly.
	 * @param component the component as written
	 * @return the decoded text, or {@code null} if a percent sign is not followed by two
	 * hexadecimal digits or the bytes are not UTF-8
	 */
	static @Nullable String decode(String component) {
		if (component.indexOf('%') == -1) {
			return component;
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(component.length());
		for (int i = 0; i < component.length(); i++) {
			if (component.charAt(i) != '%') {
				int end = component.indexOf('%', i);
				String plain = component.substring(i, (end != -1) ? end : component.length());
				bytes.writeBytes(plain.getBytes(StandardCharsets.UTF_8));
				i += plain.length() - 1;
				continue;
			}
			int octet = octet(component, i + 1);
			if (octet == -1) {
				return null;
			}
			bytes.write(octet);
			i += 2;
		}
		return toText(bytes.toByteArray());
	}

	/**
	 * Whether a component contains at least one valid escape sequence.
	 * @param component the component as written
	 * @return {@code true} if there is one
	 */
	static boolean hasEscape(String component) {
		for (int i = component.indexOf('%'); i != -1; i = component.indexOf('%', i + 1)) {
			if (octet(component, i + 1) != -1) {
				return true;
			}
		}
		return false;
	}

	private static int octet(String component, int index) {
		if (index + 2 > component.length()) {
			return -1;
		}
		int high = Character.digit(component.charAt(index), 16);
		int low = Character.digit(component.charAt(index + 1), 16);
		return (high == -1 || low == -1) ? -1 : high * 16 + low;
	}

	private static @Nullable String toText(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT)
				.decode(ByteBuffer.wrap(bytes))
				.toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
