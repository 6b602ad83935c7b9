package org.springframework.boot.devtools.restart.classloader;

/**
 * Stands for the one of DevTools, which would switch itself on in tests.
 */
public class RestartClassLoader extends ClassLoader {

	public RestartClassLoader(ClassLoader parent) {
		super(parent);
	}

}
