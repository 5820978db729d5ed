package org.omsgateway.installer;

import java.awt.Rectangle;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.omsgateway.testing.Await;

/** Reads the wizard's windows in a {@link Wine} that has a {@link Screen}. */
final class WizardReader implements AutoCloseable {
    /** A window or a control; its text is the original one, with the marks of mnemonics. */
    record Item(String type, boolean enabled, boolean focused, Rectangle place, boolean checked, String text) {
        private static Item parse(String line) {
            String[] parts = line.split("\t", 9);
            return new Item(parts[0], !parts[1].isEmpty(), !parts[2].isEmpty(), new Rectangle(number(parts[3]),
                    number(parts[4]), number(parts[5]), number(parts[6])), !parts[7].isEmpty(), parts[8]);
        }

        private static int number(String text) {
            return Integer.parseInt(text);
        }
    }

    /** The visible items at one time; the first item is the window. */
    record Page(List<Item> items) {
        Rectangle place() {
            return items.get(0).place();
        }

        boolean shows(String text) {
            return items.stream().anyMatch(item -> item.text().equals(text));
        }

        Item item(String text) {
            return items.stream().filter(item -> item.text().equals(text)).findFirst()
                    .orElseThrow(() -> new AssertionError("no '" + text + "' in " + items));
        }

        /** The item after a text in the order of Tab. */
        Item behind(String text) {
            return items.get(items.indexOf(item(text)) + 1);
        }

        boolean hasFocus() {
            return items.stream().anyMatch(Item::focused);
        }

        Item focused() {
            return items.stream().filter(Item::focused).findFirst()
                    .orElseThrow(() -> new AssertionError("no focus in " + items));
        }
    }

    private static final long LOOK_NANOS = 50_000_000;

    private final Process program;
    private final OutputStream questions;
    private final BufferedReader answers;
    private Process wizard;

    WizardReader(Wine wine) throws IOException {
        program = wine.program(Wine.java(WizardReaderProgram.class)).redirectErrorStream(false)
                .redirectInput(ProcessBuilder.Redirect.PIPE).redirectOutput(ProcessBuilder.Redirect.PIPE)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        questions = program.getOutputStream();
        answers = new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
    }

    /** From now on, waiting for a page fails if {@code process}, whose pages are read, has ended. */
    void follow(Process process) {
        wizard = process;
    }

    Page read() throws IOException {
        questions.write('\n');
        questions.flush();
        List<Item> items = new ArrayList<>();
        for (String line = answer(); !line.isEmpty(); line = answer()) {
            items.add(Item.parse(line));
        }
        return new Page(items);
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new EOFException("The reader has ended");
        }
        return line;
    }

    /** Waits until a text is visible and keys arrive at its page. */
    Page await(String text) {
        return awaitThat("'" + text + "'", page -> page.shows(text) && page.hasFocus());
    }

    Page awaitThat(String what, Predicate<Page> condition) {
        List<Page> last = new ArrayList<>(List.of(new Page(List.of())));
        try {
            Await.until(what, () -> {
                LockSupport.parkNanos(LOOK_NANOS);
                boolean open = wizard == null || wizard.isAlive();
                last.set(0, read());
                boolean met = condition.test(last.get(0));
                if (!met && !open) {
                    throw new AssertionError("The wizard has ended with " + wizard.exitValue());
                }
                return met;
            });
        } catch (AssertionError e) {
            throw new AssertionError("Last seen: " + last, e);
        }
        return last.get(0);
    }

    @Override
    public void close() throws IOException {
        questions.close();
        program.destroy();
    }
}
