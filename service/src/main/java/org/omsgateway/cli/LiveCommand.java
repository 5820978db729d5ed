package org.omsgateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.status.StatusChannels;
import org.omsgateway.status.StatusDocument;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that shows the state of the running gateway, once or once a second. */
abstract class LiveCommand implements Callable<Integer> {
    /** Moves the cursor to the upper left corner and erases the screen below it. */
    private static final String CLEAR = "\033[H\033[J";

    private final Supplier<ConfigStore> store;

    @Mixin
    private Format format;

    @Option(names = "--watch", description = "Show it again each second, until Ctrl+C.")
    private boolean watch;

    @Spec
    private CommandSpec spec;

    LiveCommand(Supplier<ConfigStore> store) {
        this.store = store;
    }

    /** The part of the gateway's state that programs get. */
    abstract Object view(Map<String, Object> status);

    /** The lines that people get. */
    abstract List<String> lines(Map<String, Object> status);

    @Override
    public final Integer call() throws Exception {
        show(read());
        while (watch) {
            TimeUnit.SECONDS.sleep(1);
            show(read());
        }
        return 0;
    }

    private void show(Map<String, Object> status) {
        PrintWriter out = spec.commandLine().getOut();
        if (watch && !format.isJson() && System.console() != null) {
            out.print(CLEAR);
        }
        format.print(view(status), lines(status));
    }

    private Map<String, Object> read() throws IOException, CommandFailure {
        try {
            return StatusDocument.read(StatusChannels.of(store.get().file()));
        } catch (NoSuchFileException e) {
            throw new CommandFailure(CommandFailure.Code.NOT_RUNNING, e.getMessage());
        }
    }
}
