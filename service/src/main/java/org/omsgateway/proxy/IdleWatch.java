package org.omsgateway.proxy;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends a tunnel in which neither side has sent bytes for a while. One task for each tunnel checks the time of the last
 * bytes, so that bytes cost no rescheduling. Runs on the tunnel's event loop.
 */
final class IdleWatch implements Runnable {
    private final EventLoop loop;
    private final ClientConnection connection;
    private final long timeoutNanos;
    private final Runnable onIdle;
    private ScheduledFuture<?> look;

    IdleWatch(EventLoop loop, ClientConnection connection, Duration timeout, Runnable onIdle) {
        this.loop = loop;
        this.connection = connection;
        this.timeoutNanos = timeout.toNanos();
        this.onIdle = onIdle;
        this.look = loop.schedule(this, timeoutNanos, TimeUnit.NANOSECONDS);
    }

    void cancel() {
        look.cancel(false);
    }

    @Override
    public void run() {
        long left = connection.lastNanos() + timeoutNanos - System.nanoTime();
        if (left <= 0) {
            onIdle.run();
        } else {
            look = loop.schedule(this, left, TimeUnit.NANOSECONDS);
        }
    }
}
