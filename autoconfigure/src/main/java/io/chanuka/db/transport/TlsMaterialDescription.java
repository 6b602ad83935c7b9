package io.chanuka.db.transport;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Describes what was loaded, without the content of it.
 */
final class TlsMaterialDescription {

	private TlsMaterialDescription() {
	}

	static String of(List<X509Certificate> roots, List<X509Certificate> chain) {
		List<String> parts = new ArrayList<>();
		if (roots.size() == 1) {
			parts.add("authority " + subject(roots.get(0)));
		}
		else if (!roots.isEmpty()) {
			parts.add(roots.size() + " authorities");
		}
		else {
			parts.add("trust store of the JVM");
		}
		if (!chain.isEmpty()) {
			parts.add("client certificate " + subject(chain.get(0)));
		}
		return String.join(", ", parts);
	}

	private static String subject(X509Certificate certificate) {
		return certificate.getSubjectX500Principal().getName();
	}

}
