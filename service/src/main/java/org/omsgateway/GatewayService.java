package org.omsgateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.omsgateway.config.WindowsConfigStore;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.eventlog.GatewayLog;
import org.omsgateway.perfcounters.Counters;

/**
 * The Windows service. Apache procrun hosts the JVM in its process and calls {@link #start} and {@link #stop}.
 *
 * <p>Procrun tells Windows that the service runs as soon as it has found the method to start, and only up to then does it
 * take a failure for a failed start: the service stops with a service-specific exit code. Finding the method initialises
 * the class. So it is this that starts the gateway, which listens by the time Windows shows {@code Running}.
 */
public final class GatewayService {
    private static final GatewayService SERVICE = new GatewayService();

    private final GatewayLog log;
    private final RunningGateway gateway;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private GatewayService() {
        Path data = Path.of(System.getProperty("omsgateway.data"));
        Path logs = data.resolve("Logs");
        log = GatewayLog.toWindowsEventLogAndFile(logs.resolve("gateway.log"));
        gateway = start(new WindowsConfigStore(data));
        try {
            ServiceLogs.prune(logs);
        } catch (IOException e) {
            log.report(GatewayEvent.APPLICATION_ERROR, e);
        }
    }

    /**
     * Procrun's thread must not call JNA: after a failed start procrun ends it while the JVM still knows it, JNA then
     * tells the JVM, and the process hangs in that.
     */
    private RunningGateway start(WindowsConfigStore store) {
        FutureTask<RunningGateway> start = new FutureTask<>(() -> RunningGateway.start(store, log, new Counters()));
        new Thread(start, "start").start();
        try {
            return start.get();
        } catch (ExecutionException | InterruptedException e) {
            log.close();
            throw new IllegalStateException("The gateway can't start", e);
        }
    }

    /** Returns once the service has stopped, as procrun expects. */
    public static void start(String[] arguments) throws InterruptedException {
        SERVICE.stopped.await();
    }

    /** Stops the service and returns when no tunnel is left; called on a thread of its own. */
    public static void stop(String[] arguments) throws InterruptedException {
        try {
            SERVICE.gateway.stop();
        } finally {
            SERVICE.log.close();
            SERVICE.stopped.countDown();
        }
    }
}
