package org.omsgateway.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omsgateway.installer.WizardDialog.Control;
import org.omsgateway.installer.WizardReader.Page;

/**
 * Photographs every page and box of the wizard in every language, for people to look at: with
 * {@code -Dwizard.pictures=<folder>}, as {@code <folder>/<language>/<number>-<page>.png}; with
 * {@code -Dwizard.language=<language>}, only in that language. A copy of the package leads from each page to the next
 * one, so that no installation is necessary.
 */
@EnabledIfSystemProperty(named = "wizard.pictures", matches = ".+")
class WizardPicturesTest {
    private static final String FONT_LINKS =
            "HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion\\FontLink\\SystemLink";
    private static final String NOTO = "NotoSansCJK-%s.ttc,Noto Sans CJK %s";
    private static final Map<String, String> SCRIPTS =
            Map.of("ja", "JP", "ko", "KR", "zh-Hans", "SC", "zh-Hant", "TC");
    private static final int MODAL_AND_VISIBLE = 3;
    private static final int ENABLED_BUT_HIDDEN = 2;
    private static final String PROBLEMS = "[ProblemPortInUse] [ProblemProxyForm] [ProblemCredentialForm]";

    @AutoClose
    private static Screen screen;
    @AutoClose
    private static Wine wine;
    @AutoClose
    private static WizardReader reader;

    @TempDir
    private Path folder;

    static Stream<Msi> packages() {
        String only = System.getProperty("wizard.language", "");
        return Msi.all().stream().filter(msi -> only.isEmpty() || only.equals(msi.language()));
    }

    @BeforeAll
    static void start() throws Exception {
        screen = new Screen();
        wine = WizardFonts.wine("wizard-pictures", screen);
        reader = new WizardReader(wine);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void showsEveryPage(Msi msi) throws Exception {
        linkFonts(SCRIPTS.getOrDefault(msi.language(), "JP"));
        Path pictures = Files.createDirectories(Path.of(System.getProperty("wizard.pictures"), msi.language()));
        List<WizardDialog> dialogs = WizardDialog.of(msi);
        Process wizard = wine.program("msiexec", "/i", Wine.windowsPath(tour(msi, dialogs)), "LICENSEACCEPTED=1",
                "PORTNUMBER=8080", "HASPROXY=1", "PROXY=http://proxy.contoso.com:8080", "HASAUTH=1", "USERNAME=agent")
                .start();
        try {
            Page before = new Page(List.of());
            for (WizardDialog dialog : dialogs) {
                String name = String.format(Locale.ROOT, "%02d-%s.png", dialogs.indexOf(dialog), dialog);
                before = next(dialog, before, pictures.resolve(name));
            }
            next(dialogs.get(0), before, pictures.resolve(dialogs.size() + "-Upgrade.png"));
            wizard.waitFor(1, TimeUnit.MINUTES);
        } finally {
            wizard.destroy();
        }
    }

    /** Photographs the page of a dialog, goes on to the next page, and returns the photographed one. */
    private static Page next(WizardDialog dialog, Page before, Path picture) throws IOException {
        String text = leading(dialog).text();
        Page page = reader.awaitThat(dialog.name(), seen -> seen.items().size() > 2 && seen.shows(text)
                && !texts(seen).equals(texts(before)));
        screen.photograph(page.place(), picture);
        screen.click(page.item(text).place());
        return page;
    }

    private static List<String> texts(Page page) {
        return page.items().stream().map(WizardReader.Item::text).toList();
    }

    /** A copy of the package whose only events lead from a dialog to the next one. */
    private Path tour(Msi msi, List<WizardDialog> dialogs) throws IOException {
        List<String> events = new ArrayList<>();
        for (int i = 0; i + 1 < dialogs.size(); i++) {
            events.add(event(dialogs.get(i), "NewDialog", dialogs.get(i + 1).name(), "NOT WIX_UPGRADE_DETECTED", 1));
        }
        WizardDialog first = dialogs.get(0);
        WizardDialog last = dialogs.get(dialogs.size() - 1);
        events.add(event(last, "[WIX_UPGRADE_DETECTED]", "1", "1", 1));
        events.add(event(last, "NewDialog", first.name(), "1", 2));
        events.add(event(first, "EndDialog", "Exit", "WIX_UPGRADE_DETECTED", 2));
        Path copy = Files.copy(msi.file(), folder.resolve("tour.msi"));
        replace(copy, "ControlEvent", """
                Dialog_\tControl_\tEvent\tArgument\tCondition\tOrdering
                s72\ts50\ts50\ts255\tS255\tI2
                ControlEvent\tDialog_\tControl_\tEvent\tArgument\tCondition
                """, events);
        replace(copy, "InstallUISequence", """
                Action\tCondition\tSequence
                s72\tS255\tI2
                InstallUISequence\tAction
                """, List.of("CostInitialize\t\t800", "FileCost\t\t900", "CostFinalize\t\t1000",
                "SetLogFile\t\t1001", first.name() + "\t\t1002", "ExecuteAction\t\t1300"));
        List<String> queries = new ArrayList<>(List.of("msibuild", copy.toString(), "-q"));
        for (WizardDialog dialog : dialogs) {
            queries.add("UPDATE `Dialog` SET `Attributes` = " + MODAL_AND_VISIBLE
                    + " WHERE `Dialog` = '" + dialog + "'");
        }
        queries.add(show("WelcomeDialog", "DomainController"));
        queries.add(show("SettingsDialog", "PasswordHint"));
        // Windows Installer places the buttons that an error needs.
        for (String hidden : List.of("O", "Y", "N", "C")) {
            queries.add("UPDATE `Control` SET `Attributes` = " + ENABLED_BUT_HIDDEN
                    + " WHERE `Dialog_` = 'ErrorDialog' AND `Control` = '" + hidden + "'");
        }
        queries.add("UPDATE `Control` SET `X` = 75 WHERE `Dialog_` = 'ErrorDialog' AND `Control` = 'A'");
        queries.add("UPDATE `Control` SET `X` = 227 WHERE `Dialog_` = 'ErrorDialog' AND `Control` = 'I'");
        queries.add("UPDATE `Control` SET `Text` = '" + PROBLEMS + "' WHERE `Control` = 'ErrorText'");
        queries.add("UPDATE `Control` SET `Text` = '" + PROBLEMS
                + "' WHERE `Dialog_` = 'ProblemDialog' AND `Control` = 'Text'");
        Wine.execute(queries.toArray(String[]::new));
        return copy;
    }

    private static String show(String dialog, String control) {
        return ("INSERT INTO `ControlCondition` (`Dialog_`, `Control_`, `Action`, `Condition`) "
                + "VALUES ('%s', '%s', 'Show', '1')").formatted(dialog, control);
    }

    private static String event(WizardDialog dialog, String event, String argument, String condition, int order) {
        return String.join("\t", dialog.name(), leading(dialog).name(), event, argument, condition, "" + order);
    }

    /** The button that leads to the next page. */
    private static Control leading(WizardDialog dialog) {
        String name = dialog.special("Control_Default");
        return dialog.controls().stream().filter(control -> control.type().equals("PushButton")
                && (name.isEmpty() ? !control.name().matches("O|Y|N|C") : control.name().equals(name)))
                .findFirst().orElseThrow();
    }

    private void replace(Path copy, String table, String head, List<String> rows) throws IOException {
        Path file = Files.writeString(folder.resolve(table + ".idt"),
                (head + String.join("\n", rows) + "\n").replace("\n", "\r\n"));
        Wine.execute("msibuild", copy.toString(), "-i", file.toString());
    }

    /** Windows takes the characters that a font lacks from other fonts, those of the user's language first. */
    private static void linkFonts(String script) {
        for (String font : List.of("Open Sans", "Tahoma")) {
            wine.registry().setStrings(FONT_LINKS, font, List.of(NOTO.formatted("Regular", script)));
            wine.registry().setStrings(FONT_LINKS, font + " Bold", List.of(NOTO.formatted("Bold", script)));
        }
    }
}
