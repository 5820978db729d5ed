package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.appender.AppenderLoggingException;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;

class LogPlaceTest {
    private static final int FLOOD = 10_000;

    private final List<String> written = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    @Test
    void saysOnceThatItFailsAndHowManyEventsAreMissingOnceItWorksAgain() throws InterruptedException {
        List<IOException> fault = new ArrayList<>(List.of(new IOException("No space left on device")));
        LogPlace place = place(event -> {
            if (!fault.isEmpty()) {
                throw new AppenderLoggingException(fault.get(0));
            }
            written.add(event);
        });
        for (int i = 0; i < 5; i++) {
            place.write(List.of(event("lost")));
        }
        fault.clear();
        place.write(List.of(event("kept")));
        place.close();
        place.join(Duration.ofMinutes(1));

        assertThat(failures).containsExactly("No space left on device");
        assertThat(place.lost()).isEqualTo(5);
        assertThat(written).containsExactly("5 events are missing here: the log could not be written",
                "Wrong configuration: kept");
    }

    @Test
    void dropsAndCountsWhatAHungReaderDoesNotTake() throws InterruptedException {
        Semaphore reader = new Semaphore(0);
        LogPlace place = place(event -> {
            reader.acquireUninterruptibly();
            written.add(event);
        });
        for (int i = 0; i < FLOOD; i++) {
            place.add(event("flood"));
        }
        reader.release(Integer.MAX_VALUE);
        place.close();
        place.join(Duration.ofMinutes(1));

        String last = written.get(written.size() - 1);
        assertThat(last).endsWith(" events are missing here: the log took them too slowly");
        int missing = Integer.parseInt(last.substring(0, last.indexOf(' ')));
        assertThat(written).hasSize(FLOOD - missing + 1);
        assertThat(place.lost()).isEqualTo(missing);
        assertThat(missing).isBetween(FLOOD - LogPlace.QUEUE_LENGTH - 1, FLOOD - LogPlace.QUEUE_LENGTH);
    }

    @Test
    void endsWithoutAReaderThatHangs() throws InterruptedException {
        Semaphore reader = new Semaphore(0);
        LogPlace place = place(event -> reader.acquireUninterruptibly());
        place.add(event("stuck"));
        place.close();
        place.join(Duration.ofMillis(10));

        reader.release(Integer.MAX_VALUE);
        place.join(Duration.ofMinutes(1));
        assertThat(failures).isEmpty();
    }

    private LogPlace place(Consumer<String> write) {
        return new LogPlace(new AbstractAppender("stub", null, null, false, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                write.accept(((GatewayLogEvent) event).record().message());
            }
        }, failure -> failures.add(failure.getMessage()));
    }

    private static GatewayLogEvent event(String problem) {
        return GatewayLogEvent.now(EventRecord.of(GatewayEvent.WRONG_CONFIGURATION, problem));
    }
}
