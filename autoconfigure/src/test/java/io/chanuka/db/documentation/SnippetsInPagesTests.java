package io.chanuka.db.documentation;

import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;

import com.sun.source.util.JavacTask;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Parses the Java, JSON and XML of the documentation.
 */
class SnippetsInPagesTests {

	@Test
	void everyBlockOfJavaIsAClassOrAMember() throws Exception {
		for (Page page : Page.all()) {
			for (String block : page.blocks("java")) {
				String java = block.replace("…", "");
				assertThat(Stream.of(errors(java), errors("class Page {" + java + "}")).anyMatch(List::isEmpty))
					.as("%s: %s", page.name(), block)
					.isTrue();
			}
		}
	}

	@Test
	void everyBlockOfJsonIsParsed() {
		for (Page page : Page.all()) {
			for (String block : page.blocks("json")) {
				assertThat(JsonMapper.shared().readTree(block).isObject()).as(page.name()).isTrue();
			}
		}
	}

	@Test
	void everyBlockOfXmlIsParsed() throws Exception {
		for (Page page : Page.all()) {
			for (String block : page.blocks("xml")) {
				assertThat(DocumentBuilderFactory.newInstance()
					.newDocumentBuilder()
					.parse(new InputSource(new StringReader(block)))
					.getDocumentElement()
					.hasChildNodes()).as(page.name()).isTrue();
			}
		}
	}

	private static List<Diagnostic<? extends JavaFileObject>> errors(String java) throws Exception {
		DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
		JavaFileObject source = new SimpleJavaFileObject(URI.create("string:///Page.java"),
				JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return java;
			}

		};
		((JavacTask) ToolProvider.getSystemJavaCompiler()
			.getTask(null, null, found, List.of("-proc:none"), null, List.of(source))).parse();
		return found.getDiagnostics().stream().filter((each) -> each.getKind() == Diagnostic.Kind.ERROR).toList();
	}

}
