package org.omsgateway.installer;

import java.util.ArrayList;
import java.util.List;

/** A service of a {@link Wine}, as seen by the service control manager. */
final class WineService {
    /** The state and, for a service that has stopped, the codes that say why. */
    record Status(String state, int exitCode, int serviceExitCode) {
        boolean is(String wanted) {
            return state.equals(wanted);
        }

        private static Status parse(String line) {
            String[] parts = line.strip().split(" ");
            return new Status(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        }
    }

    static final String RUNNING = "RUNNING";
    static final String STOPPED = "STOPPED";
    static final int AUTO = 2;
    static final int DISABLED = 4;
    /** ERROR_SERVICE_DOES_NOT_EXIST. */
    private static final String UNKNOWN = "OpenService 1060\n";

    private final Wine wine;
    private final String program;
    private final String name;

    /** @param program the Windows path of the tests' {@code service.c} */
    WineService(Wine wine, String program, String name) {
        this.wine = wine;
        this.program = program;
        this.name = name;
    }

    boolean exists() {
        Wine.Result result = ask("status");
        if (result.exitCode() != 0 && !result.output().equals(UNKNOWN)) {
            throw new AssertionError(name + ": " + result);
        }
        return result.exitCode() == 0;
    }

    Status status() {
        return Status.parse(tell("status"));
    }

    /** Requests a start and does not wait; the start may fail. */
    void requestStart() {
        ask("start");
    }

    /** Like {@code sc config}, which Wine's {@code sc} lacks. */
    void configureStart(int type) {
        tell("start-type", Integer.toString(type));
    }

    /** Creates a service that runs any {@code program}. */
    void create(String program) {
        tell("create", program);
    }

    void delete() {
        tell("delete");
    }

    void start() {
        tell("start");
        await(RUNNING);
    }

    void stop() {
        tell("stop");
        await(STOPPED);
    }

    Status await(String state) {
        Status status = Status.parse(tell("await", state));
        if (!status.is(state)) {
            throw new AssertionError(name + " is " + status + " and not " + state);
        }
        return status;
    }

    private String tell(String... action) {
        return wine.runOk(command(action));
    }

    private Wine.Result ask(String... action) {
        return wine.run(command(action));
    }

    private String[] command(String... action) {
        List<String> command = new ArrayList<>(List.of(program, name));
        command.addAll(List.of(action));
        return command.toArray(String[]::new);
    }
}
