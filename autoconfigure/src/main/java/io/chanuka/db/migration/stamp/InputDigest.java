package io.chanuka.db.migration.stamp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over a sequence of values, each with its length before it, so that no two
 * sequences are the same bytes.
 */
final class InputDigest {

	private static final int NULL = -1;

	private final MessageDigest digest;

	InputDigest() {
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Adds the text form of a value.
	 * @param value a string, a number, a boolean or another type whose text form is its
	 * value
	 * @return this
	 */
	InputDigest add(@Nullable Object value) {
		if (value == null) {
			this.digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, NULL));
			return this;
		}
		return add(value.toString().getBytes(StandardCharsets.UTF_8));
	}

	InputDigest add(byte[] bytes) {
		this.digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
		this.digest.update(bytes);
		return this;
	}

	InputDigest addAll(Object @Nullable [] values) {
		if (values == null) {
			return add((Object) null);
		}
		this.digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, values.length));
		for (Object value : values) {
			add(value);
		}
		return this;
	}

	/**
	 * Ends the sequence.
	 * @return the digest in hexadecimal digits
	 */
	String hex() {
		return HexFormat.of().formatHex(this.digest.digest());
	}

}
