package io.chanuka.db.pool.cancel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.chanuka.db.connection.source.PhysicalConnectionSource;
import org.jspecify.annotations.Nullable;

/**
 * Has the server cancel what active connections run, and waits until that is confirmed.
 * Where process ids are the server's own it is asked for the statements first, and only
 * backends that run one are cancelled. Behind a pooler such a question would queue behind
 * the statements to cancel, so the driver's cancel requests are sent at once.
 */
public final class StatementCancel {

	/**
	 * How long the server may take to answer.
	 */
	private static final Duration ANSWER = Duration.ofMillis(750);

	/**
	 * How long the requests of the driver may take.
	 */
	private static final Duration REQUEST = Duration.ofSeconds(1);

	/**
	 * How long a thread may take to get the error.
	 */
	private static final Duration CONFIRMATION = Duration.ofSeconds(1);

	private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private final PhysicalConnectionSource source;

	private final BackendInquiry inquiry;

	private final CancelConfirmations confirmations;

	public StatementCancel(PhysicalConnectionSource source, BackendInquiry inquiry, CancelConfirmations confirmations) {
		this.source = source;
		this.inquiry = inquiry;
		this.confirmations = confirmations;
	}

	/**
	 * Cancels what runs on active connections.
	 * @param selection which of them
	 * @return the connections that were selected, with what became of their statements
	 */
	public Map<Borrow, CancelOutcome> cancel(Predicate<Borrow> selection) {
		List<Borrow> selected = this.source.connections().list().stream().map(Borrow::of).filter(selection).toList();
		Set<Borrow> active = selected.stream().filter(Borrow::isCurrent).collect(Collectors.toSet());
		if (selected.isEmpty()) {
			return Map.of();
		}
		this.confirmations.begin();
		try {
			Map<Integer, BackendActivity> activities = ask(selected);
			Set<Borrow> requested = request(selected, activities, selection);
			Set<Borrow> confirmed = awaitConfirmation(requested, activities);
			Map<Borrow, CancelOutcome> result = new HashMap<>();
			selected.stream()
				.filter((borrow) -> active.contains(borrow) || isWorking(activities.get(borrow.backend())))
				.forEach((borrow) -> result.put(borrow,
						new CancelOutcome(activities.get(borrow.backend()), confirmed.contains(borrow))));
			return result;
		}
		finally {
			this.confirmations.end();
		}
	}

	/**
	 * A connection that appears returned because the application has cleared its warnings
	 * counts if the server reports that it works.
	 */
	private static boolean isWorking(@Nullable BackendActivity activity) {
		return activity != null && activity.isWorking();
	}

	private Map<Integer, BackendActivity> ask(List<Borrow> borrows) {
		if (!this.source.sessions().hasServerProcessIds() || this.inquiry.isUnanswered(ANSWER)) {
			return Map.of();
		}
		return BackendInquiry.await(this.inquiry.ask(borrows.stream().map(Borrow::connection).toList()), ANSWER)
			.orElse(Map.of());
	}

	/**
	 * Requests are sent for what the server knows to be active, and for what it does not
	 * know.
	 */
	private Set<Borrow> request(List<Borrow> selected, Map<Integer, BackendActivity> activities,
			Predicate<Borrow> selection) {
		Set<Borrow> requested = new HashSet<>();
		List<Borrow> active = selected.stream()
			.filter((borrow) -> isActive(activities.get(borrow.backend())) && selection.test(borrow))
			.toList();
		if (!active.isEmpty()) {
			Optional<Set<Integer>> signalled = BackendInquiry.await(
					this.inquiry.cancel(active.stream().map((borrow) -> activities.get(borrow.backend())).toList()),
					ANSWER);
			active.stream()
				.filter((borrow) -> signalled.orElse(Set.of()).contains(borrow.backend()))
				.forEach(requested::add);
		}
		List<Borrow> unknown = selected.stream()
			.filter((borrow) -> borrow.connection().isActive() && !activities.containsKey(borrow.backend()))
			.toList();
		requested.addAll(ProtocolCancel.send(unknown, REQUEST));
		return requested;
	}

	private static boolean isActive(@Nullable BackendActivity activity) {
		return activity != null && activity.isActive();
	}

	/**
	 * A thread that gets the error confirms it, whether it is the one that acquired the
	 * connection or another one that works with it. Where errors do not pass HikariCP, as
	 * those of a COPY, the server is asked. A thread that is interrupted does not wait.
	 */
	private Set<Borrow> awaitConfirmation(Set<Borrow> requested, Map<Integer, BackendActivity> activities) {
		long begin = System.nanoTime();
		while (confirmed(requested).size() < requested.size()
				&& requested.stream().anyMatch((borrow) -> lasts(borrow, activities))
				&& System.nanoTime() - begin < CONFIRMATION.toNanos() && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(this, POLL_NANOS);
		}
		Set<Borrow> confirmed = confirmed(requested);
		List<Borrow> others = requested.stream()
			.filter((borrow) -> !confirmed.contains(borrow) && activities.containsKey(borrow.backend()))
			.toList();
		if (!others.isEmpty()) {
			Map<Integer, BackendActivity> now = ask(others);
			others.stream()
				.filter((borrow) -> hasEnded(now.get(borrow.backend()), activities.get(borrow.backend())))
				.forEach(confirmed::add);
		}
		return confirmed;
	}

	/**
	 * A connection that only appears returned must not be closed before its thread has
	 * read the error.
	 */
	private static boolean lasts(Borrow borrow, Map<Integer, BackendActivity> activities) {
		return borrow.isCurrent() || (isWorking(activities.get(borrow.backend())) && borrow.isLatest());
	}

	private static boolean hasEnded(@Nullable BackendActivity now, @Nullable BackendActivity before) {
		return now != null && before != null && !now.isSameStatement(before);
	}

	private Set<Borrow> confirmed(Collection<Borrow> requested) {
		Set<Thread> threads = new HashSet<>(this.confirmations.threads());
		Set<Borrow> confirmed = new HashSet<>();
		List<Borrow> others = new ArrayList<>();
		for (Borrow borrow : requested) {
			if (borrow.thread() != null && threads.remove(borrow.thread())) {
				confirmed.add(borrow);
			}
			else {
				others.add(borrow);
			}
		}
		confirmed.addAll(others.subList(0, Math.min(others.size(), threads.size())));
		return confirmed;
	}

}
