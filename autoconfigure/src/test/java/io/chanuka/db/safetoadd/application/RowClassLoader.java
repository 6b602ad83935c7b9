package io.chanuka.db.safetoadd.application;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;

/**
 * Adds the resources of the current row to the class path. One object for all rows, so
 * that what Spring caches by class loader stays cached.
 */
final class RowClassLoader extends ClassLoader {

	private URLClassLoader row = new URLClassLoader(new URL[0], null);

	RowClassLoader(ClassLoader parent) {
		super(parent);
	}

	void use(List<String> directories) throws IOException {
		this.row.close();
		this.row = new URLClassLoader(directories.stream().map(RowClassLoader::url).toArray(URL[]::new), null);
	}

	private static URL url(String directory) {
		try {
			URI uri = Path.of(directory).toUri();
			return uri.toURL();
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(directory, ex);
		}
	}

	@Override
	protected URL findResource(String name) {
		return this.row.findResource(name);
	}

	@Override
	protected Enumeration<URL> findResources(String name) throws IOException {
		return this.row.findResources(name);
	}

}
