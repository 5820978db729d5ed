package org.omsgateway.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.report.ReportPage;
import org.omsgateway.status.StatusChannels;
import org.omsgateway.status.StatusDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code oms-gateway report}. */
@Command(name = "report", description = "Write an HTML page on the state of the gateway and its last days.")
public final class ReportCommand implements Callable<Integer> {
    private static final int MAX_DAYS = 35;

    private final Supplier<ConfigStore> store;
    private final String version;

    @Option(names = "--path", paramLabel = "FILE",
            description = "The file to write or replace. The default is standard output.")
    private Path path;

    @Option(names = "--days", paramLabel = "DAYS",
            description = "How many days to show, from 1 to 35. The default is 7.")
    private int days = 7;

    @Mixin
    private LogFolderOption logs;

    @Mixin
    private Format format;

    @Spec
    private CommandSpec spec;

    /** @param version of the gateway */
    public ReportCommand(Supplier<ConfigStore> store, String version) {
        this.store = store;
        this.version = version;
    }

    @SuppressWarnings("try")
    @Override
    public Integer call() throws IOException, InterruptedException, CommandFailure {
        if (days < 1 || days > MAX_DAYS) {
            throw new ParameterException(spec.commandLine(), "--days: " + days + " (expected: from 1 to 35)");
        }
        String html;
        try (SignOfLife sign = format.signOfLife()) {
            html = html();
        }
        if (path == null) {
            format.print(Map.of("html", html), List.of(html));
        } else {
            write(html);
            format.print(Map.of("path", path.toString()), List.of("Written to " + path));
        }
        return 0;
    }

    /** A page that is there already stays as it is if the disk is full. */
    private void write(String html) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // A pipe or device stays what it is.
            Files.writeString(path, html, StandardCharsets.US_ASCII);
            return;
        }
        Path target = path.toAbsolutePath();
        Path staged = target.resolveSibling("." + target.getFileName() + ".new");
        try {
            Files.writeString(staged, html, StandardCharsets.US_ASCII);
            Files.move(staged, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private String html() throws IOException, InterruptedException, CommandFailure {
        Path folder = logs.of(store.get());
        return new ReportPage(Instant.now(), Duration.ofDays(days))
                .section("State", "State of the gateway", List.of("What", "Now"), state())
                .section("Verdicts", "Verdicts of oms-gateway test", List.of("Check", "Target", "Verdict", "Detail"),
                        TestCommand.checks(store.get()).stream().map(ReportCommand::verdict).toList())
                .files(folder)
                .section("Settings", "Settings in force", List.of("Setting", "Value"), settings())
                .html();
    }

    private List<List<String>> state() {
        JavaRelease java = JavaRelease.current();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Version", version));
        rows.add(List.of("Java", java + (java.isOlderThanAYear(LocalDate.now(ZoneOffset.UTC))
                ? ", which is more than a year ago: install a newer version of OMS Gateway" : "")));
        try {
            Map<String, Object> status = StatusDocument.read(StatusChannels.of(store.get().file()));
            rows.add(List.of("State", (String) status.get("state")));
            rows.add(List.of("Running since", (String) status.get("started")));
            rows.add(List.of("Listening on", (String) status.get("address")));
            ((Map<?, ?>) status.get("counters")).forEach((name, value) ->
                    rows.add(List.of(name.toString(), value.toString())));
        } catch (NoSuchFileException e) {
            rows.add(List.of("State", "the gateway does not run"));
        } catch (AccessDeniedException e) {
            rows.add(List.of("State", "not known, because only an administrator may ask the gateway"));
        } catch (IOException e) {
            rows.add(List.of("State", "not known, because the gateway gives no answer"));
        }
        return rows;
    }

    private static List<String> verdict(Check check) {
        return List.of(check.kind(), check.target(), check.passed() ? check.warns() ? "Warning" : "Passed" : "FAILED",
                check.detail());
    }

    /** None if they cannot be read, of which a verdict says the reason. */
    private List<List<String>> settings() {
        try {
            return SettingView.all(store.get().read())
                    .map(view -> List.of(view.setting().displayName(), view.inWords())).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
