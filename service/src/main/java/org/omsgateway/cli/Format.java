package org.omsgateway.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Map;
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
        return new SignOfLife(json ? out() : null);
    }

    boolean isJson() {
        return json;
    }

    /** For output that is printed bit by bit. */
    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** Prints {@code value} as JSON, or {@code lines}. */
    void print(Object value, Collection<String> lines) {
        PrintWriter out = out();
        if (json) {
            out.println(JsonLine.write(value));
        } else {
            lines.forEach(out::println);
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
