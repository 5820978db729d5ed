package org.omsgateway.status;

/** The threads of a channel. A reader that stops reading must not keep the process alive. */
final class StatusThread {
    private StatusThread() {}

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
