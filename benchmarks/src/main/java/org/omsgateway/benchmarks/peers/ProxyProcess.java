package org.omsgateway.benchmarks.peers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.omsgateway.benchmarks.load.Gauge;

/** A running proxy with all its processes, read from Linux's {@code /proc} (proc(5)). */
public final class ProxyProcess implements Gauge, AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final long STOP_SECONDS = 10;
    /** USER_HZ, which is 100 on every Linux that the JDK runs on. */
    private static final long NANOS_PER_TICK = 10_000_000;
    /** Fields of /proc/PID/stat after the command's name: utime, stime, and those of waited-for children. */
    private static final int UTIME = 11;
    private static final int CSTIME = 14;

    private final Process process;
    private final Duration startTime;

    private ProxyProcess(Process process, Duration startTime) {
        this.process = process;
        this.startTime = startTime;
    }

    /**
     * Starts {@code command} and waits until it accepts a connection at {@code address}.
     *
     * @param log the file for the program's output; its folder is the program's working directory
     * @throws IOException if the program ends or does not listen in time; the message has the end of its output
     */
    public static ProxyProcess start(List<String> command, InetSocketAddress address, Path log) throws IOException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).directory(log.toAbsolutePath().getParent().toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        while (!accepts(address)) {
            if (!process.isAlive() || System.nanoTime() - begin > START_LIMIT.toNanos()) {
                process.destroyForcibly();
                throw new IOException(command.get(0) + " does not start: " + lastLines(log));
            }
            pause();
        }
        return new ProxyProcess(process, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** The time from the start of the program until it accepted a connection. */
    public Duration startTime() {
        return startTime;
    }

    @Override
    public Duration cpu() {
        return Duration.ofNanos(processes().mapToLong(ProxyProcess::ticks).sum() * NANOS_PER_TICK);
    }

    @Override
    public long pss() {
        return processes().mapToLong(ProxyProcess::pssOf).sum();
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private static long ticks(ProcessHandle of) {
        String stat = read("/proc/" + of.pid() + "/stat");
        if (stat.isEmpty()) {
            return 0;
        }
        // The command's name may hold spaces, so fields are counted from its closing bracket.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int field = UTIME; field <= CSTIME; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks;
    }

    private static long pssOf(ProcessHandle of) {
        return read("/proc/" + of.pid() + "/smaps_rollup").lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    /** The file's text, or "" if the process has ended. */
    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            if (e.getMessage() != null && e.getMessage().contains("No such process")) {
                return "";
            }
            throw new IllegalStateException(e);
        }
    }

    private static boolean accepts(InetSocketAddress address) {
        try (Socket probe = new Socket(address.getAddress(), address.getPort())) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(2);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = processes().toList();
        all.get(0).destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
