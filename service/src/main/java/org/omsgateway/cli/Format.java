package org.omsgateway.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.omsgateway.status.JsonLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --json}: output is one JSON value, and otherwise lines for people. */
final class Format {
    static final String OPTION = "--json";

    @Option(names = OPTION, description = "Print JSON, also for errors.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Blank lines in front of JSON, until it is closed; nothing in front of lines for people. */
    SignOfLife signOfLife() {
        return new SignOfLife(json ? command.commandLine().getOut() : null);
    }

    boolean isJson() {
        return json;
    }

    /** Prints {@code value} as JSON, or {@code lines}. */
    void print(Object value, Collection<String> lines) {
        print(value, () -> lines);
    }

    /** For output that is printed bit by bit. */
    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** The same with lines that are made only for people. */
    void print(Object value, Supplier<? extends Collection<String>> lines) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(JsonLine.write(value));
        } else {
            lines.get().forEach(out::println);
        }
        out.flush();
    }

    /** The same with warnings: programs find them in the object, people on standard error. */
    void print(Map<String, Object> object, Collection<String> lines, WideHosts wide) {
        wide.addTo(object);
        print(object, lines);
        if (!json) {
            wide.print(command.commandLine().getErr());
        }
    }
}
