package org.omsgateway.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A real program run by a test; its output goes to a file, and it ends with the test. */
public final class Program implements AutoCloseable {
    private final Process process;
    private final File output;

    private Program(Process process, File output) {
        this.process = process;
        this.output = output;
    }

    public static Program start(Path folder, List<String> command) throws IOException {
        File output = Files.createTempFile(folder, "output", ".txt").toFile();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output).start();
        return new Program(process, output);
    }

    public static Program start(Path folder, String... command) throws IOException {
        return start(folder, List.of(command));
    }

    /** Sends {@code text} to the program's standard input and ends the input. */
    public Program input(String text) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** Sends {@code text} to the program's standard input, which stays open. */
    public Program type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return this;
    }

    /** Waits for the program's end and returns its exit code. */
    public int exitCode() throws InterruptedException {
        return exitCode(Await.PATIENCE);
    }

    /** The same for a program that has more patience. */
    public int exitCode(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMinutes(), TimeUnit.MINUTES)) {
            throw new AssertionError("Still running: " + process.info());
        }
        return process.exitValue();
    }

    public String output() throws IOException {
        return Files.readString(output.toPath());
    }

    public byte[] bytes() throws IOException {
        return Files.readAllBytes(output.toPath());
    }

    public void awaitOutput(String text) {
        await("'" + text + "'", () -> output().contains(text));
    }

    /** Waits for an effect of this program; fails, with the program's output, if the program ends without it. */
    public void await(String what, Callable<Boolean> effect) {
        Await.until(what, () -> {
            boolean running = process.isAlive();
            if (effect.call()) {
                return true;
            }
            if (!running) {
                throw new AssertionError("The program ended without " + what + ": " + output());
            }
            return false;
        });
    }

    /** Waits until the program accepts connections at {@code port} of the loopback address. */
    public void awaitListening(int port) {
        await("port " + port, () -> {
            try (Socket probe = new Socket("127.0.0.1", port)) {
                return probe.isConnected();
            } catch (ConnectException notYet) {
                return false;
            }
        });
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
