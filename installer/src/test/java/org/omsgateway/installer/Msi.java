package org.omsgateway.installer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A built package, read table by table with {@code msiinfo}. */
final class Msi {
    private static final Path TARGET = Wine.IMAGE.resolveSibling("");
    private static final Path TEXTS = Path.of("wix").toAbsolutePath();
    /** Columns, types and keys, with one line for each. */
    private static final int HEAD = 3;

    private final String language;
    private final Map<String, List<Map<String, String>>> tables = new ConcurrentHashMap<>();

    private Msi(String language) {
        this.language = language;
    }

    /** The packages by language, such as {@code en} or {@code pt-BR}: one for each file of texts. */
    static List<Msi> all() {
        try (Stream<Path> files = Files.list(TEXTS)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".wxl")).sorted()
                    .map(name -> new Msi(name.replace(".wxl", ""))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Msi english() {
        return new Msi("en");
    }

    String language() {
        return language;
    }

    Path file() {
        return TARGET.resolve(language.equals("en") ? "" : language).resolve("oms gateway.msi");
    }

    /** The file with the package's texts. */
    Path texts() {
        return TEXTS.resolve(language + ".wxl");
    }

    /** The names of all tables. */
    List<String> tables() {
        return run("msiinfo", "tables", file().toString()).lines().toList();
    }

    /** The rows of a table, each a map of column to value; null is "". A package without the table has no rows. */
    List<Map<String, String>> table(String name) {
        return tables.computeIfAbsent(name, key -> tables().contains(key) ? export(key) : List.of());
    }

    /** The only row with {@code value} in {@code column}. */
    Map<String, String> row(String table, String column, String value) {
        List<Map<String, String>> rows =
                table(table).stream().filter(row -> row.get(column).equals(value)).toList();
        if (rows.size() != 1) {
            throw new AssertionError(table + " has " + rows.size() + " rows with " + column + " " + value);
        }
        return rows.get(0);
    }

    /** The value of a property in the package; "" if it has none. */
    String property(String name) {
        return table("Property").stream().filter(row -> row.get("Property").equals(name))
                .map(row -> row.get("Value")).findFirst().orElse("");
    }

    /** A property of the summary information by its number, such as 7 for the template. */
    String summary(int number) {
        return row("_SummaryInformation", "PropertyId", Integer.toString(number)).get("Value");
    }

    /** The number of the code page of the package's strings. */
    String codePage() {
        return lines("_ForceCodepage").get(HEAD - 1).split("\t")[0];
    }

    private List<String> lines(String table) {
        return List.of(run("msiinfo", "export", file().toString(), table).split("\r\n"));
    }

    private List<Map<String, String>> export(String table) {
        List<String> lines = lines(table);
        List<String> columns = List.of(lines.get(0).split("\t", -1));
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(HEAD, lines.size())) {
            String[] values = line.split("\t", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < values.length; i++) {
                row.put(columns.get(i), values[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(Arrays.toString(command) + " exits with " + process.exitValue());
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return language;
    }
}
