package org.omsgateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.eventlog.GatewayLog;
import org.omsgateway.eventlog.StandardError;
import org.omsgateway.perfcounters.Counters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code oms-gateway run}. */
@Command(name = "run", description = "Run the gateway in the foreground, until SIGTERM or Ctrl+C.", footer = {"",
    "Events are written to standard output. Changed settings take effect within two seconds."})
final class RunCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int WRONG_SETTINGS = 2;

    private final Supplier<ConfigStore> store;

    @Option(names = "--log", paramLabel = "FILE",
            description = "Also write events to FILE. At 10 MB it becomes FILE.1, and so on up to FILE.5.")
    private Path logFile;

    @Spec
    private CommandSpec spec;

    RunCommand(Supplier<ConfigStore> store) {
        this.store = store;
    }

    /** Failures are events. */
    @Override
    public Integer call() throws InterruptedException {
        StandardError.queue();
        CountDownLatch signal = new CountDownLatch(1);
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        Thread stop = new Thread(() -> {
            signal.countDown();
            int code = exitCode.join();
            System.err.close();
            // A JVM ended by a signal exits with 143, which service managers take for a failure.
            Runtime.getRuntime().halt(code);
        }, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            int code = runUntil(signal);
            exitCode.complete(code);
            return code;
        } finally {
            exitCode.complete(FAILED);
            if (signal.getCount() > 0) {
                Runtime.getRuntime().removeShutdownHook(stop);
            }
        }
    }

    private int runUntil(CountDownLatch signal) throws InterruptedException {
        Counters counters = new Counters();
        try (GatewayLog log = open(new EventCounts(counters))) {
            MemoryWatch memory = MemoryWatch.begin(Optional.ofNullable(logFile), log);
            GatewayProcess gateway = GatewayProcess.start(store.get(),
                    Optional.ofNullable(logFile).map(file -> file.toAbsolutePath().getParent()), log, counters);
            signal.await();
            gateway.stop();
            memory.stopped();
            return 0;
        } catch (InvalidConfigException e) {
            return WRONG_SETTINGS;
        } catch (IOException e) {
            return FAILED;
        }
    }

    private GatewayLog open(EventCounts counts) {
        try {
            return logFile == null ? GatewayLog.toConsole(counts) : GatewayLog.toConsoleAndFile(logFile, counts);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--log': " + e.getMessage());
        }
    }
}
