package io.chanuka.db.transport;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Base64;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.core.io.ResourceLoader;

/**
 * The bytes of a certificate or key, however it is written: as PEM text, in base64, or as
 * a location.
 */
final class TlsContent {

	/**
	 * How DER begins mostly: a sequence of more than 127 bytes.
	 */
	private static final byte[][] DER = { { 0x30, (byte) 0x81 }, { 0x30, (byte) 0x82 }, { 0x30, (byte) 0x83 } };

	private static final String NEITHER = "it is neither PEM text, nor base64 of a certificate or key, nor a location that can be read";

	/**
	 * The smallest key, with Ed25519, has 48 bytes.
	 */
	private static final int SHORTEST = 32;

	/**
	 * What is rather content than a location, and so possibly a key: text of several
	 * lines, what is left of PEM, base64.
	 */
	private static final Pattern CONTENT = Pattern
		.compile("(?s).*(?:[\\r\\n]|----).*|(?!/)[A-Za-z0-9+/=\\s]{" + SHORTEST + ",}");

	private final ResourceLoader resources;

	TlsContent(ResourceLoader resources) {
		this.resources = resources;
	}

	/**
	 * Reads.
	 * @param reference PEM text, base64 of PEM text or DER, or a location
	 * @return the content
	 * @throws IOException if it is a location that cannot be read; the message states
	 * which and why
	 */
	byte[] read(String reference) throws IOException {
		if (reference.contains("-----BEGIN")) {
			// Where variables have one line only, line ends are written as backslash n.
			return reference.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
		}
		byte[] decoded = fromBase64(reference);
		return (decoded != null) ? decoded : fromLocation(reference.strip());
	}

	private static byte @Nullable [] fromBase64(String reference) {
		String text = reference.startsWith("base64:") ? reference.substring("base64:".length()) : reference;
		try {
			byte[] decoded = Base64.getMimeDecoder().decode(text.strip().getBytes(StandardCharsets.US_ASCII));
			return (isPem(decoded) || isDer(decoded)) ? decoded : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private byte[] fromLocation(String location) throws IOException {
		if (location.length() > 1024 || location.startsWith("base64:")) {
			throw new IOException(NEITHER);
		}
		try (InputStream content = this.resources.getResource(location).getInputStream()) {
			return content.readAllBytes();
		}
		catch (IOException | InvalidPathException ex) {
			throw new IOException(reason(location, ex), ex);
		}
	}

	/**
	 * Names the location, unless it may be a key that was cut off or written in a form
	 * that is not known: those are never shown.
	 */
	private static String reason(String location, Exception ex) {
		if (ex instanceof InvalidPathException || CONTENT.matcher(location).matches()) {
			return NEITHER;
		}
		boolean missing = ex instanceof FileNotFoundException || ex instanceof NoSuchFileException;
		return location + (missing ? " does not exist or may not be read" : " cannot be read: " + ex.getMessage());
	}

	static boolean isPem(byte[] content) {
		return PemContent.isPresentInText(new String(content, StandardCharsets.ISO_8859_1));
	}

	private static boolean isDer(byte[] content) {
		if (content.length > SHORTEST && content[0] == DER[0][0] && content[1] == content.length - 2) {
			// A sequence of the stated length: keys with an elliptic curve.
			return true;
		}
		for (byte[] start : DER) {
			if (content.length > 64 && content[0] == start[0] && content[1] == start[1]) {
				return true;
			}
		}
		return false;
	}

}
