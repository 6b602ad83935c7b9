package io.chanuka.db.drain;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.chanuka.db.lifecycle.ShutdownDeadline;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * A child context closes and its parent, as in a test suite, is used further.
 */
class ShutdownStartTests {

	@Test
	void whenAChildClosesThenWhatItsParentHasScheduledGoesOn() {
		try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext(Ticking.class)) {
			AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext();
			child.setParent(parent);
			ShutdownDeadline deadline = ShutdownDeadline.of(Duration.ZERO);
			child.registerBean(ShutdownStart.class,
					() -> new ShutdownStart(child, () -> deadline, () -> Duration.ZERO));
			child.refresh();
			child.close();
			AtomicInteger ticks = parent.getBean(Ticking.class).ticks;
			int before = ticks.get();
			Awaitility.await().until(() -> ticks.get() > before + 2);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Ticking {

		private final AtomicInteger ticks = new AtomicInteger();

		@Scheduled(fixedDelay = 20)
		void tick() {
			this.ticks.incrementAndGet();
		}

	}

}
