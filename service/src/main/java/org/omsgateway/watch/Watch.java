package org.omsgateway.watch;

/** A watch that goes on until it is closed. A call that is under way then may still go on. */
public interface Watch extends AutoCloseable {
    @Override
    void close();
}
