package org.omsgateway.report;

import java.util.List;
import java.util.stream.Collectors;

/** Parts of an HTML page in ASCII. */
final class Html {
    private Html() {}

    /** {@code text} in an element or in an attribute between double quotes. */
    static String escape(Object text) {
        return String.valueOf(text).codePoints()
                .mapToObj(c -> c >= ' ' && c <= '~' && "<>&\"'".indexOf(c) < 0 ? Character.toString(c) : "&#" + c + ";")
                .collect(Collectors.joining());
    }

    /** A table of texts; the first column is the heading of each row. */
    static String table(String caption, List<String> titles, List<List<String>> rows) {
        return tableOf(caption, titles, rows.stream().map(row -> row.stream().map(Html::escape).toList()).toList());
    }

    /** The same with cells that are HTML. */
    static String tableOf(String caption, List<String> titles, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "<p>" + escape(caption) + ": none.</p>\n";
        }
        StringBuilder table = new StringBuilder("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\""
                + escape(caption) + "\"><table>\n<caption>" + escape(caption) + "</caption>\n<thead><tr>");
        titles.forEach(title -> table.append("<th scope=\"col\">").append(escape(title)).append("</th>"));
        table.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            table.append("<tr><th scope=\"row\">").append(row.get(0)).append("</th>");
            row.stream().skip(1).forEach(cell -> table.append("<td>").append(cell).append("</td>"));
            table.append("</tr>\n");
        }
        return table.append("</tbody>\n</table></div>\n").toString();
    }
}
