package org.omsgateway.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omsgateway.testing.Await;

/** A service of a {@link Wine} as its service control manager sees it. */
final class WineService {
    /** What {@code sc query} tells; the codes say why the service stopped. */
    record Status(String state, int exitCode, int serviceExitCode) {
        boolean is(String wanted) {
            return state.equals(wanted);
        }
    }

    static final String RUNNING = "RUNNING";
    static final String STOPPED = "STOPPED";
    static final int AUTO = 2;
    static final int DISABLED = 4;
    private static final long LOOK_NANOS = 200_000_000;
    private static final Pattern STATUS = Pattern.compile(
            "(?s)STATE\\s*: \\d+\\s+(\\w+).*WIN32_EXIT_CODE\\s*: (\\d+).*SERVICE_EXIT_CODE\\s*: (\\d+)");

    private final Wine wine;
    private final String name;

    WineService(Wine wine, String name) {
        this.wine = wine;
        this.name = name;
    }

    boolean exists() {
        return wine.run("sc", "query", name).exitCode() == 0;
    }

    Status status() {
        String output = wine.runOk("sc", "query", name);
        Matcher status = STATUS.matcher(output);
        if (!status.find()) {
            throw new AssertionError(output);
        }
        return new Status(status.group(1), Integer.parseInt(status.group(2)), Integer.parseInt(status.group(3)));
    }

    /** Asks for a start and does not wait for it. */
    Wine.Result requestStart() {
        return wine.run("sc", "start", name);
    }

    /** Asks for a stop and does not wait for it. */
    Wine.Result requestStop() {
        return wine.run("sc", "stop", name);
    }

    /** As {@code sc config} does, which Wine's {@code sc} can't. */
    void configureStart(int type) throws IOException {
        Path program = Wine.compile("start-type");
        wine.runOk(Wine.windowsPath(program), name, Integer.toString(type));
    }

    void start() {
        requestStart();
        await(RUNNING);
    }

    void stop() {
        requestStop();
        await(STOPPED);
    }

    Status await(String state) {
        AtomicReference<Status> last = new AtomicReference<>();
        Await.until(name + " is " + state, () -> {
            // Each look starts a program, on a machine that is busy with what is waited for.
            LockSupport.parkNanos(LOOK_NANOS);
            last.set(status());
            return last.get().is(state);
        });
        return last.get();
    }
}
