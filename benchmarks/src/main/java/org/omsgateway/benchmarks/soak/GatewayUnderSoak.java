package org.omsgateway.benchmarks.soak;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The gateway's process, with the reader of its log. */
final class GatewayUnderSoak implements AutoCloseable {
    /** What the process has at one moment. */
    record Size(double megabytes, int descriptors, int threads) {}

    private static final int STOP_SECONDS = 60;

    private final Path settings;
    private final Process process;
    private volatile boolean readsLog = true;

    /** Starts; with the service's own Java options. */
    GatewayUnderSoak(Path folder, Path options, String firstSettings) throws IOException {
        settings = folder.resolve("gateway.properties");
        apply(firstSettings);
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + options, "-cp", System.getProperty("java.class.path"), "org.omsgateway.GatewayCommand",
                "run", "--config", settings.toString(), "--log", folder.resolve("gateway.log").toString())
                .redirectError(folder.resolve("gateway.err").toFile()).start();
        Thread reader = new Thread(this::readLog, "log-reader");
        reader.setDaemon(true);
        reader.start();
    }

    void apply(String text) throws IOException {
        Path next = settings.resolveSibling("next");
        Files.writeString(next, text);
        Files.move(next, settings, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether somebody reads what the gateway writes to its standard output. */
    void readLog(boolean reads) {
        readsLog = reads;
    }

    private void readLog() {
        byte[] buffer = new byte[1 << 16];
        try (InputStream log = process.getInputStream()) {
            for (int count = 0; count >= 0; count = log.read(buffer)) {
                while (!readsLog) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
        } catch (IOException | InterruptedException end) {
            // The gateway has ended.
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Size size() throws IOException {
        Path proc = Path.of("/proc/" + process.pid());
        try (Stream<Path> descriptors = Files.list(proc.resolve("fd"))) {
            return new Size(number(Files.readAllLines(proc.resolve("smaps_rollup")), "Pss:") / 1024.0,
                    (int) descriptors.count(), (int) number(Files.readAllLines(proc.resolve("status")), "Threads:"));
        }
    }

    private static long number(List<String> lines, String name) {
        return lines.stream().filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }

    /** Sends SIGTERM and returns the exit code; -1 if the gateway does not end. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
