package org.omsgateway.proxy;

import io.netty.channel.EventLoop;

/** Runs what belongs on an event loop and may come from any thread. */
final class EventLoops {
    private EventLoops() {}

    /** Runs {@code task} on {@code loop}: at once if this is the loop's thread, otherwise soon. */
    static void run(EventLoop loop, Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }
}
