package org.omsgateway.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of texts in columns. */
final class Table {
    private static final String GAP = "  ";

    private Table() {}

    /** A line for each of {@code rows}; no text is cut. */
    static List<String> lines(List<List<String>> rows) {
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
                .boxed().toList();
        return rows.stream().map(row -> line(widths, row)).toList();
    }

    /** A line of columns that have at least {@code widths}; no text is cut. */
    static String line(List<Integer> widths, List<String> row) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> row.get(column)
                        + " ".repeat(Math.max(0, widths.get(column) - row.get(column).length())))
                .collect(Collectors.joining(GAP)).stripTrailing();
    }
}
