package org.omsgateway.benchmarks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.omsgateway.benchmarks.demo.Story;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Shows the gateway at work to a newcomer. The exit code is 0 only if every byte arrived and every outsider was
 * refused.
 */
@Command(name = "demo", mixinStandardHelpOptions = true,
        description = "Runs the gateway between simulated agents and a stand-in Log Analytics, and shows what it does.")
public final class Demo implements Callable<Integer> {
    @Option(names = "--seconds", defaultValue = "20",
            description = "how long agents upload (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--agents", defaultValue = "50", description = "how many, 1 to 200 (default: ${DEFAULT-VALUE})")
    private int agents;

    @Option(names = "--live", description = "draw one picture in place, instead of a line a second")
    private boolean live;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Demo()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        // Some platforms' default charset has no arrows and bars.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return Story.tell(agents, Duration.ofSeconds(seconds), live, out) ? 0 : 1;
    }
}
