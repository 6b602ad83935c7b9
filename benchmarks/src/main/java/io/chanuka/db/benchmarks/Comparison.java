package io.chanuka.db.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Compares candidates with the first of them in paired slices: each round gives every
 * candidate one slice, in a new order, and only rates of the same round are compared, so
 * that a machine which is slow for a while is slow for all.
 */
final class Comparison {

	private static final int WARM_UP_ROUNDS = 20;

	private final Random random = new Random(42);

	private final List<Candidate> candidates;

	private final int rounds;

	Comparison(List<Candidate> candidates, int rounds) {
		this.candidates = candidates;
		this.rounds = rounds;
	}

	List<Row> run(Work work, int threads) throws InterruptedException, ExecutionException {
		try (Slices slices = new Slices(threads)) {
			rounds(WARM_UP_ROUNDS, work, slices);
			List<List<Sample>> samples = rounds(this.rounds, work, slices);
			return IntStream.range(0, samples.size())
				.mapToObj((i) -> row(work, threads, this.candidates.get(i).name(), samples.get(i), samples.get(0)))
				.toList();
		}
	}

	/**
	 * Runs rounds.
	 * @param number how many
	 * @param work what is done
	 * @param slices the threads that do it
	 * @return the samples of each candidate, one for a round
	 */
	private List<List<Sample>> rounds(int number, Work work, Slices slices)
			throws InterruptedException, ExecutionException {
		List<List<Sample>> samples = this.candidates.stream().<List<Sample>>map((any) -> new ArrayList<>()).toList();
		List<Integer> order = new ArrayList<>(IntStream.range(0, samples.size()).boxed().toList());
		for (int i = 0; i < number; i++) {
			Collections.shuffle(order, this.random);
			for (int next : order) {
				samples.get(next).add(slices.run(work, this.candidates.get(next).pool()));
			}
		}
		return samples;
	}

	private static Row row(Work work, int threads, String name, List<Sample> samples, List<Sample> base) {
		return new Row(work, threads, name, ratios(samples, base, Sample::rate), ratios(samples, base, Sample::cpuRate),
				Distribution.of(samples.stream().mapToDouble(Sample::rate).toArray()),
				Distribution.of(samples.stream().mapToDouble(Sample::bytes).toArray()));
	}

	private static Distribution ratios(List<Sample> samples, List<Sample> base, ToDoubleFunction<Sample> rate) {
		return Distribution.of(IntStream.range(0, samples.size())
			.mapToDouble((i) -> rate.applyAsDouble(samples.get(i)) / rate.applyAsDouble(base.get(i)))
			.toArray());
	}

}
