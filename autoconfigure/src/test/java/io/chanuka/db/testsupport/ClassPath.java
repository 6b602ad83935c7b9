package io.chanuka.db.testsupport;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Class paths that real applications have: those of the dependencies that they name, with
 * what these bring by their POMs. The jars are those of the class path of the tests, and
 * those that the build excludes from it.
 */
public final class ClassPath {

	private static final String STARTER = "chanuka-db-spring-boot-starter";

	private static final String AUTOCONFIGURE = "chanuka-db-spring-boot-autoconfigure";

	private final Map<String, Path> jars = new LinkedHashMap<>();

	private final Set<String> selected = new LinkedHashSet<>();

	/**
	 * Create an instance without any dependency.
	 */
	public ClassPath() {
		String all = System.getProperty("java.class.path") + File.pathSeparator
				+ System.getProperty("tests.class-path", "");
		for (String entry : all.split(File.pathSeparator)) {
			Path path = Path.of(entry).toAbsolutePath();
			boolean ours = path.endsWith("target/classes") || path.getFileName().toString().startsWith(AUTOCONFIGURE);
			// A repository's layout: artifact/version/artifact-version.jar
			this.jars.putIfAbsent(ours ? AUTOCONFIGURE : path.getParent().getParent().getFileName().toString(), path);
		}
	}

	/**
	 * Adds dependencies with all that they bring.
	 * @param artifacts their artifact ids
	 */
	public ClassPath with(List<String> artifacts) {
		for (String artifact : artifacts) {
			if (!artifact.equals(STARTER) && !this.jars.containsKey(artifact)) {
				throw new IllegalStateException(artifact + " is not on the class path of the tests");
			}
			add(artifact);
		}
		return this;
	}

	/**
	 * Adds the starter.
	 */
	public ClassPath withStarter() {
		return with(List.of(STARTER));
	}

	private void add(String artifact) {
		if (this.selected.add(artifact)) {
			dependencies(pom(artifact)).forEach(this::add);
		}
	}

	private Path pom(String artifact) {
		if (artifact.equals(STARTER) || artifact.equals(AUTOCONFIGURE)) {
			return Path.of("..", artifact.replace("chanuka-db-spring-boot-", ""), "pom.xml");
		}
		Path jar = this.jars.get(artifact);
		if (jar == null) {
			// Excluded, or of another version than the POM that names it.
			return Path.of("none");
		}
		return jar
			.resolveSibling(jar.getParent().getParent().getFileName() + "-" + jar.getParent().getFileName() + ".pom");
	}

	private static List<String> dependencies(Path pom) {
		if (!Files.exists(pom)) {
			return List.of();
		}
		try {
			Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
			return children(document.getDocumentElement(), "dependencies").stream()
				.flatMap((dependencies) -> children(dependencies, "dependency").stream())
				.filter((dependency) -> List.of("", "compile", "runtime").contains(text(dependency, "scope")))
				.filter((dependency) -> !text(dependency, "optional").equals("true"))
				.map((dependency) -> text(dependency, "artifactId"))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (ParserConfigurationException | SAXException ex) {
			throw new IllegalStateException(pom.toString(), ex);
		}
	}

	private static List<Element> children(Element parent, String name) {
		NodeList nodes = parent.getChildNodes();
		List<Element> children = new ArrayList<>();
		for (int index = 0; index < nodes.getLength(); index++) {
			Node node = nodes.item(index);
			if (node instanceof Element element && element.getTagName().equals(name)) {
				children.add(element);
			}
		}
		return children;
	}

	private static String text(Element parent, String name) {
		return children(parent, name).stream().map(Element::getTextContent).map(String::strip).findFirst().orElse("");
	}

	@Override
	public String toString() {
		return this.selected.stream()
			.map(this.jars::get)
			.filter((jar) -> jar != null)
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

}
