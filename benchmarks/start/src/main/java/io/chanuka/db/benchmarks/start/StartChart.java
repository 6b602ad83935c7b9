package io.chanuka.db.benchmarks.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;

/**
 * Draws the seconds until the application is ready.
 */
final class StartChart {

	private final String jdk;

	StartChart(String jdk) {
		this.jdk = jdk;
	}

	void write(List<ResultRow> rows, Path file) throws IOException {
		CategoryChart chart = new CategoryChartBuilder().width(160 + 120 * rows.size())
			.height(480)
			.title("Seconds until ready, " + this.jdk)
			.build();
		chart.getStyler().setXAxisLabelRotation(30).setPlotContentSize(0.95);
		List<String> kinds = rows.stream().map((row) -> row.kind().toString()).toList();
		for (Variant variant : Variant.values()) {
			chart.addSeries(variant.toString(), kinds, rows.stream().map((row) -> row.median(variant)).toList());
		}
		ChartEncoder.saveChart(chart, file.toString(), "svg");
	}

}
