package org.omsgateway.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.faults.Cell.Fault;
import org.omsgateway.faults.Cell.Peer;
import org.omsgateway.faults.Cell.Stage;

/** {@code docs/faults.md}. */
final class FaultDocument {
    private static final String INTRODUCTION = """
        # Faults and their outcomes

        <!-- FaultMatrixTest compares this document with the matrix that it runs, and writes it to service/target. -->

        The tests inject each fault of each peer at each stage of a tunnel, %s cells in all. %s of them make sense and
        are run. After each, the outcome is the one below, the log has exactly the event shown and the counters have
        counted it, no connection is left, and a tunnel beside the faulty one has gone on undisturbed. After all of
        them, descriptors, threads and buffers are back at their number.

        - **whole**: all bytes pass, in both directions, to the end.
        - **closed**: both ends are closed without a word to the client; **alert**: the same after a TLS alert.
        - **408** to **504**: the client receives this status of HTTP.
        - **(403)** and other numbers in brackets: the identifier of the event.

        A peer that *vanishes* is a process that ends, a deleted file or a name server that is silent; a host without
        power is one that *stalls*. A peer that *comes back* has vanished before, and then the next tunnel is whole. A
        settings store or agent's data that *stalls* is a pipe in place of the file, and *half-closed* it is empty. *One
        byte at a time* never ends before the tunnel is open; time-outs end it as they end a stall. A stage is the
        moment in its midst: *close* after the other end has finished, *reload* after a change of settings, *stop* while
        tunnels may still finish.
        """;

    private FaultDocument() {}

    static String text() {
        List<Cell> cells = Cell.all();
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, INTRODUCTION, cells.size(),
                cells.stream().filter(cell -> Nonsense.of(cell).isEmpty()).count()));
        for (Peer peer : Peer.values()) {
            text.append("\n## ").append(heading(peer)).append("\n\n").append(table(peer));
        }
        text.append("\n## Why the other cells make no sense\n\n| | Reason | Cells |\n|---|---|---|\n");
        for (Nonsense reason : Nonsense.values()) {
            long count = cells.stream().filter(cell -> Nonsense.of(cell).equals(Optional.of(reason))).count();
            text.append(row(letter(reason), reason.toString(), String.valueOf(count)));
        }
        return text.toString();
    }

    private static String table(Peer peer) {
        List<String> stages = new ArrayList<>(List.of(""));
        Arrays.stream(Stage.values()).map(Stage::toString).forEach(stages::add);
        StringBuilder table = new StringBuilder(row(stages.toArray(String[]::new)))
                .append("|---".repeat(stages.size())).append("|\n");
        for (Fault fault : Fault.values()) {
            List<String> outcomes = new ArrayList<>(List.of(fault.toString()));
            for (Stage stage : Stage.values()) {
                Cell cell = new Cell(peer, fault, stage);
                outcomes.add(Nonsense.of(cell).map(FaultDocument::letter)
                        .orElseGet(() -> shown(Outcome.expected(cell))));
            }
            table.append(row(outcomes.toArray(String[]::new)));
        }
        return table.toString();
    }

    private static String shown(Outcome outcome) {
        return outcome.tunnel() + outcome.events().stream().map(GatewayEvent::id).map(id -> " (" + id + ")")
                .collect(Collectors.joining());
    }

    private static String letter(Nonsense reason) {
        return "*" + (char) ('a' + reason.ordinal()) + "*";
    }

    private static String heading(Peer peer) {
        return peer.toString().substring(0, 1).toUpperCase(Locale.ROOT) + peer.toString().substring(1);
    }

    private static String row(String... columns) {
        return "| " + String.join(" | ", columns) + " |\n";
    }
}
