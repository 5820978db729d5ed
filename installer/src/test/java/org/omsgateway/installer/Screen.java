package org.omsgateway.installer;

import java.awt.Rectangle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.omsgateway.testing.Await;

/** A screen, a keyboard and a mouse for one test: Xvfb, until {@link #close()}. */
final class Screen implements AutoCloseable {
    private static final long REDRAW_NANOS = 100_000_000;

    private final Process server;
    private final String display;

    Screen() throws IOException {
        server = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1024x768x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader number =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
        display = ":" + number.readLine();
    }

    /** The screen's name for the variable {@code DISPLAY}. */
    String display() {
        return display;
    }

    /** Presses keys one after the other, as {@code xdotool} names them, such as {@code alt+n} or {@code Return}. */
    void press(String... keys) throws IOException {
        List<String> command = new ArrayList<>(List.of("xdotool", "key"));
        command.addAll(Arrays.asList(keys));
        execute(command);
    }

    void click(Rectangle area) throws IOException {
        execute(List.of("xdotool", "mousemove", Integer.toString((int) area.getCenterX()),
                Integer.toString((int) area.getCenterY()), "click", "1"));
    }

    void type(String text) throws IOException {
        execute(List.of("xdotool", "type", text));
    }

    /** Writes a part of the screen as a PNG with a palette, once two looks in a row show the same. */
    void photograph(Rectangle area, Path file) throws IOException {
        Path next = Files.createTempFile("next", ".png");
        Await.until("a still picture", () -> {
            LockSupport.parkNanos(REDRAW_NANOS);
            take(area, file);
            take(area, next);
            return Files.mismatch(file, next) < 0;
        });
        Files.delete(next);
    }

    private void take(Rectangle area, Path file) throws IOException {
        String crop = String.format(Locale.ROOT, "%dx%d+%d+%d", area.width, area.height, area.x, area.y);
        execute(List.of("import", "-window", "root", "-crop", crop, "+repage", "-colors", "128", "+dither", "-strip",
                "-define", "png:exclude-chunks=date,time", "PNG8:" + file));
    }

    private void execute(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("DISPLAY", display);
        try {
            int code = builder.start().waitFor();
            if (code != 0) {
                throw new IOException(command + " exits with " + code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.destroy();
        server.onExit().join();
    }
}
