package org.omsgateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.eventlog.GatewayLog;
import org.omsgateway.eventlog.StandardError;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.store.WindowsConfigStore;

/**
 * The Windows service. Apache procrun hosts the JVM in its process and calls {@link #start}. Windows asks
 * {@link WindowsServiceProcess} to stop.
 *
 * <p>Procrun tells Windows that the service runs as soon as it has found the method to start. Finding the method
 * initialises the class, so the initialiser starts the gateway. The gateway then listens by the time Windows shows
 * {@code Running}, and Windows sees a failed start as a failed start.
 */
public final class GatewayService {
    private static final int FAILED = 1;
    private static final int WRONG_SETTINGS = 2;
    private static final GatewayService SERVICE = new GatewayService();

    private final Path data = Path.of(
            System.getProperty("omsgateway.data", System.getenv("ProgramData") + "\\OMS Gateway"));
    private final Path logFile = data.resolve("Logs").resolve("gateway.log");
    private final Counters counters = new Counters();
    private final GatewayLog log =
            GatewayLog.toWindowsEventLogAndFile(logFile, new EventCounts(counters));
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final WindowsServiceProcess process = new WindowsServiceProcess(this::end);
    private final MemoryWatch memory = MemoryWatch.begin(Optional.of(logFile), log);
    private final GatewayProcess gateway;

    private GatewayService() {
        WindowsServiceProcess.Pending starting = process.starting();
        try {
            StandardError.queue();
            gateway = launch();
        } finally {
            starting.close();
        }
        try {
            ServiceLogs.prune(logFile.getParent());
        } catch (IOException e) {
            log.report(GatewayEvent.APPLICATION_ERROR, e);
        }
    }

    private GatewayProcess launch() {
        int exitCode;
        try {
            return GatewayProcess.start(new WindowsConfigStore(data), Optional.of(logFile.getParent()), log, counters);
        } catch (InvalidConfigException e) {
            exitCode = WRONG_SETTINGS;
        } catch (IOException | RuntimeException e) {
            exitCode = FAILED;
        }
        log.close();
        throw process.exit(exitCode);
    }

    /** Returns once the service has stopped, as procrun expects. */
    public static void start(String[] arguments) throws InterruptedException {
        SERVICE.stopped.await();
    }

    /** Stops the service if procrun has kept its handler of controls; returns when no tunnel is left. */
    public static void stop(String[] arguments) {
        SERVICE.end();
        SERVICE.stopped.countDown();
    }

    private void end() {
        try {
            gateway.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            memory.stopped();
            log.close();
        }
    }
}
