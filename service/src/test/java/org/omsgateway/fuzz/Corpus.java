package org.omsgateway.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.omsgateway.fuzz.FuzzTest.Target;

/** Keeps of the inputs that {@code script/fuzz} has found those that reach a branch that no known case reaches. */
final class Corpus {
    /** The parsers of text and bytes that strangers, or administrators in a hurry, write. */
    static final Pattern PARSERS = Pattern.compile("org\\.omsgateway\\.((x509|tls)\\.(?!TlsVerdict|.*Fuzz).*"
            + "|policy\\.(Destination|HostPattern)"
            + "|proxy\\.(ConnectRequest|DiscardedBody|RelayProxyAnswerDecoder|RelayProxyFraming|RequestDecoder)"
            + "|config\\.ConfigParser|store\\.PropertiesText)");

    private Corpus() {}

    /**
     * Appends to {@code resources/<target>.txt}.
     *
     * @param args the folder with a folder of inputs for each target, and the folder {@code fuzz} of the tests
     */
    public static void main(String[] args) throws Exception {
        for (Target target : Target.values()) {
            List<byte[]> found = new ArrayList<>();
            Path folder = Path.of(args[0], target.fileName());
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        found.add(Files.readAllBytes(file));
                    }
                }
            }
            List<byte[]> kept = minimal(target, found);
            Files.write(Path.of(args[1], target.fileName() + ".txt"),
                    kept.stream().map(HexFormat.of()::formatHex).toList(), StandardOpenOption.APPEND);
            System.out.println(target + ": kept " + kept.size() + " of " + found.size());
        }
    }

    /** The smallest inputs first, of which each reaches a branch that none before it reaches. */
    private static List<byte[]> minimal(Target target, List<byte[]> found) throws Exception {
        List<byte[]> kept = new ArrayList<>();
        try (BranchCoverage coverage = new BranchCoverage(PARSERS)) {
            for (byte[] known : target.knownCases()) {
                coverage.run(target.type(), known);
            }
            Set<String> reached = coverage.probes();
            found.sort(Comparator.comparingInt((byte[] input) -> input.length));
            for (byte[] input : found) {
                coverage.run(target.type(), input);
                Set<String> now = coverage.probes();
                if (now.size() > reached.size()) {
                    kept.add(input);
                    reached = now;
                }
            }
        }
        return kept;
    }
}
