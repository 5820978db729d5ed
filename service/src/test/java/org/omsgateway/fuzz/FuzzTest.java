package org.omsgateway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.omsgateway.policy.DestinationFuzz;
import org.omsgateway.proxy.ConnectFuzz;
import org.omsgateway.proxy.RelayAnswerFuzz;
import org.omsgateway.store.SettingsFuzz;
import org.omsgateway.tls.HandshakeFuzz;
import org.omsgateway.x509.CertificateFuzz;

/**
 * Runs the fuzz targets with inputs from Jazzer; {@code script/fuzz} runs them for longer. Add a case that fails to
 * {@code fuzz/<target>.txt}, in hexadecimal, so that every later run repeats it.
 */
class FuzzTest {
    enum Target {
        HANDSHAKE(HandshakeFuzz.class, HandshakeFuzz::fuzzerTestOneInput, HandshakeFuzz.seeds()),
        CERTIFICATE(CertificateFuzz.class, CertificateFuzz::fuzzerTestOneInput, CertificateFuzz.seeds()),
        DESTINATION(DestinationFuzz.class, DestinationFuzz::fuzzerTestOneInput, DestinationFuzz.seeds()),
        CONNECT(ConnectFuzz.class, ConnectFuzz::fuzzerTestOneInput, ConnectFuzz.seeds()),
        RELAY_ANSWER(RelayAnswerFuzz.class, RelayAnswerFuzz::fuzzerTestOneInput, RelayAnswerFuzz.seeds()),
        SETTINGS(SettingsFuzz.class, SettingsFuzz::fuzzerTestOneInput, SettingsFuzz.seeds());

        private final Class<?> type;
        private final Consumer<byte[]> run;
        private final List<byte[]> seeds;

        Target(Class<?> type, Consumer<byte[]> run, List<byte[]> seeds) {
            this.type = type;
            this.run = run;
            this.seeds = seeds;
        }

        Class<?> type() {
            return type;
        }

        String fileName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The seeds and the recorded cases. */
        List<byte[]> knownCases() throws IOException {
            List<byte[]> cases = new ArrayList<>(seeds);
            try (InputStream in = FuzzTest.class.getResourceAsStream("/fuzz/" + fileName() + ".txt")) {
                new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines()
                        .filter(line -> !line.startsWith("#"))
                        .forEach(line -> cases.add(HexFormat.of().parseHex(line)));
            }
            return cases;
        }
    }

    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 6);

    static Stream<Target> chosen() {
        String only = System.getProperty("fuzz.target", "");
        return Stream.of(Target.values()).filter(target -> only.isEmpty() || target.name().equalsIgnoreCase(only));
    }

    @ParameterizedTest
    @EnumSource
    void knownCases(Target target) throws Exception {
        target.knownCases().forEach(target.run);
    }

    @ParameterizedTest
    @MethodSource("chosen")
    void newCases(Target target, @TempDir Path folder) throws Exception {
        Path corpus = corpusOf(target, folder);
        Path known = Files.createDirectory(folder.resolve("known"));
        for (byte[] bytes : target.knownCases()) {
            Files.write(Files.createTempFile(known, "case", ""), bytes);
        }
        Path output = folder.resolve("output.txt");
        Process jazzer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g", "-cp", System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type.getName(), "--instrumentation_includes=org.omsgateway.**",
                // No parsers, and slow with the branches of every letter recorded.
                "--instrumentation_excludes=org.omsgateway.config.NearestSetting:org.omsgateway.eventlog.**:"
                        + "org.omsgateway.testing.**",
                // Jazzer's own hooks check the use of Unsafe, which breaks Netty.
                "--custom_hook_includes=org.omsgateway.**",
                "--reproducer_path=" + folder, "-artifact_prefix=" + folder + "/", "-max_len=16384",
                "-max_total_time=" + SECONDS, "-print_final_stats=1", corpus.toString(), known.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            int exitCode = jazzer.waitFor();
            System.out.println(target + ": " + speed(Files.readString(output)));
            assertThat(exitCode).as(() -> findings(folder)).isZero();
        } finally {
            jazzer.destroyForcibly();
        }
    }

    /** How many inputs were run, and how many a second, from Jazzer's last words. */
    private static String speed(String output) {
        Matcher done = Pattern.compile("Done (\\d+) runs in (\\d+) second").matcher(output);
        return done.find() ? done.group(1) + " executions, "
                + Long.parseLong(done.group(1)) / Math.max(1, Long.parseLong(done.group(2))) + " a second" : "not done";
    }

    /**
     * The folder of the inputs that Jazzer finds; the inputs are kept for the next run if {@code fuzz.corpus} names a
     * folder.
     */
    private static Path corpusOf(Target target, Path folder) throws IOException {
        String kept = System.getProperty("fuzz.corpus", "");
        return Files.createDirectories((kept.isEmpty() ? folder : Path.of(kept)).resolve(target.fileName()));
    }

    /** Jazzer's output, and the cases that failed, in hexadecimal. */
    private static String findings(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            StringBuilder findings = new StringBuilder(Files.readString(folder.resolve("output.txt")));
            for (Path file : files
                    .filter(file -> file.getFileName().toString().matches("(crash|timeout|oom)-.*")).toList()) {
                findings.append('\n').append(file.getFileName()).append(":\n")
                        .append(HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
            return findings.toString();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
