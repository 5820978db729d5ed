package org.omsgateway.watch;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks at something again and again, and tells when it has changed and two looks in a row have found the same. Unlike
 * notifications of the operating system it finds every change there can be: a file replaced by another, a folder that
 * comes and goes, a network drive.
 */
public final class StableWatch implements Watch {
    private final Supplier<?> look;
    private final Runnable onChange;
    private final ScheduledExecutorService timer;
    private Object told;
    private Object last;

    /** @param look answers what it finds as a value that is equal when nothing has changed */
    public StableWatch(Supplier<?> look, Duration interval, Runnable onChange) {
        this.look = look;
        this.onChange = onChange;
        this.told = look.get();
        this.last = told;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "config-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::lookAgain, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookAgain() {
        Object now = look.get();
        boolean stable = now.equals(last);
        last = now;
        if (stable && !now.equals(told) && !timer.isShutdown()) {
            told = now;
            onChange.run();
        }
    }

    @Override
    public void close() {
        timer.shutdown();
    }
}
