package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.omsgateway.installer.WizardReader.Page;
import org.omsgateway.testing.TestServer;

/**
 * The wizard from its first page to its last, with the keyboard alone: installed, changed, repaired and removed. With
 * {@code -Dwizard.pictures=<folder>} the pages are photographed into {@code <folder>/docs} for the documentation.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WizardTest {
    private static final String SETTINGS = InstalledGateway.SETTINGS;
    private static final String FOLDER = "C:\\Program Files\\OMS Gateway";
    private static final String PROXY = "http://proxy.contoso.com:8080";
    private static final int CANCELED = 1602 & 0xff;
    private static final String PICTURES = System.getProperty("wizard.pictures");
    private static final LocalizedTexts TEXTS = new LocalizedTexts(Msi.english().texts());

    @AutoClose
    private static Screen screen;
    @AutoClose
    private static Wine wine;
    @AutoClose
    private static WizardReader reader;
    private static int port;
    private static int opened;

    private Process wizard;

    @BeforeAll
    static void start() throws Exception {
        screen = new Screen();
        wine = WizardFonts.wine("wizard", screen);
        reader = new WizardReader(wine);
        port = TestServer.unusedPort();
    }

    @AfterEach
    void end() {
        wizard.destroy();
    }

    @Test
    @Order(1)
    void asksBeforeItCancelsAndThenLeavesNothing() throws Exception {
        open();
        reader.await(text("WelcomeTitle"));
        screen.press("Escape");
        photograph(reader.await(text("CancelText")), "cancel");
        screen.press("Return");
        reader.await(text("WelcomeTitle"));
        screen.press("Escape");
        reader.await(text("CancelText"));
        screen.press("alt+y");
        reader.await(text("StoppedTitle"));
        screen.press("Return");
        assertThat(exitCode()).isEqualTo(CANCELED);
        assertThat(wine.service(InstalledGateway.NAME).exists()).isFalse();
        assertThat(wine.registry().hasKey(SETTINGS)).isFalse();
    }

    @Test
    @Order(2)
    void installsWhatItIsTold() throws Exception {
        open();
        photograph(reader.await(text("WelcomeTitle")), "welcome");
        screen.press("Return");

        Page license = reader.await(text("LicenseTitle"));
        assertThat(license.item(text("ButtonNext")).enabled()).isFalse();
        assertThat(license.focused().text()).isEqualTo(text("LicenseAccept"));
        screen.press("space");
        photograph(reader.awaitThat("Next", page -> page.item(text("ButtonNext")).enabled()), "license");
        screen.press("alt+n");

        enterAProxyWithACredential();
        enterAWrongPortAndThenARightOne();
        screen.press("alt+n");

        photograph(reader.await(text("FolderTitle")), "folder");
        screen.press("alt+r");
        photograph(reader.await(text("BrowseLookIn")), "browse");
        screen.press("Escape");
        reader.await(text("FolderTitle"));
        enter("FolderLabel", "C:\\Elsewhere");
        screen.press("alt+n");

        photograph(reader.await(text("ReadyInstallTitle")), "ready");
        screen.press("alt+b");
        assertThat(reader.await(text("FolderTitle")).focused().text()).startsWith("C:\\Elsewhere");
        enter("FolderLabel", FOLDER);
        screen.press("alt+n");
        reader.await(text("ReadyInstallTitle"));
        screen.press("alt+i");
        Page progress = reader.awaitThat("progress", page -> page.shows(text("ProgressTitle")));
        photograph(progress, "progress");
        Page success = reader.await(text("SuccessTitle"));
        assertThat(success.item(text("ShowServices")).checked()).isFalse();
        photograph(success, "finish");
        screen.press("Return");
        assertThat(exitCode()).isZero();

        assertThat(wine.path(FOLDER + "\\OMSGatewayService.exe")).exists();
        wine.service(InstalledGateway.NAME).await(WineService.RUNNING);
        assertThat(setting("ListenPort")).isEqualTo("0x" + Integer.toHexString(port));
        assertThat(setting("RelayProxyAddress")).isEqualTo(PROXY);
        assertThat(setting("RelayProxyUsername")).isEqualTo("agent");
        assertThat(wine.registry().type(SETTINGS, "RelayProxyPassword")).contains("REG_BINARY");
    }

    private static void enterAWrongPortAndThenARightOne() throws IOException {
        enter("PortLabel", "70000");
        screen.press("alt+n");
        photograph(reader.await(text("ProblemPort")), "settings-problem");
        screen.press("Return");
        reader.await(text("SettingsTitle"));
        enter("PortLabel", Integer.toString(port));
    }

    private static void enterAProxyWithACredential() throws IOException {
        Page settings = reader.await(text("SettingsTitle"));
        assertThat(settings.focused().text()).isEqualTo("8080");
        assertThat(settings.item(text("AuthCheck")).enabled()).isFalse();
        assertThat(settings.shows(text("UserLabel"))).isFalse();
        screen.press("alt+x");
        reader.awaitThat("the proxy's fields", page -> page.item(text("AuthCheck")).enabled());
        enter("ProxyLabel", PROXY);
        screen.press("alt+a");
        reader.awaitThat("the credential's fields", page -> page.shows(text("PasswordLabel")));
        photograph(enter("UserLabel", "agent"), "settings");
        enter("PasswordLabel", "s3cret");
    }

    @Test
    @Order(3)
    void changesTheSettingsOfAnInstalledGateway() throws Exception {
        int other = TestServer.unusedPort();
        open();
        photograph(reader.await(text("MaintenanceTitle")), "maintenance");
        screen.press("alt+c");
        Page settings = reader.await(text("SettingsTitle"));
        assertThat(settings.focused().text()).isEqualTo(Integer.toString(port));
        assertThat(settings.items()).extracting(WizardReader.Item::text)
                .contains(PROXY, "agent", text("PasswordHint")).doesNotContain("s3cret");
        photograph(enter("PortLabel", Integer.toString(other)), "change");
        screen.press("alt+n");
        reader.await(text("ReadyChangeTitle"));
        screen.press("alt+c");
        finish();
        port = other;
        assertSettings();
        wine.service(InstalledGateway.NAME).await(WineService.RUNNING);
    }

    @Test
    @Order(4)
    void repairsAndKeepsTheSettingsEvenAfterALookAtThem() throws Exception {
        Files.delete(wine.path(FOLDER + "\\counters.man"));
        open();
        reader.await(text("MaintenanceTitle"));
        screen.press("alt+c");
        reader.await(text("SettingsTitle"));
        enter("PortLabel", "1");
        screen.press("alt+x", "alt+b");
        reader.await(text("MaintenanceTitle"));
        screen.press("alt+p");
        reader.await(text("ReadyRepairTitle"));
        screen.press("alt+p");
        finish();
        assertThat(wine.path(FOLDER + "\\counters.man")).exists();
        assertSettings();
    }

    /** A removal with pages leaves files and service behind under Wine; a removal without pages does not. */
    @Test
    @Order(5)
    void removesWithTheSettings() throws Exception {
        open();
        reader.await(text("MaintenanceTitle"));
        screen.press("alt+r");
        Page remove = reader.await(text("ReadyRemoveTitle"));
        assertThat(remove.item(text("KeepSettings")).checked()).isFalse();
        photograph(remove, "remove");
        screen.press("alt+r");
        assertThat(reader.await(text("SuccessTitle")).shows(text("ShowServices"))).isFalse();
        screen.press("Return");
        assertThat(exitCode()).isZero();
        assertThat(wine.path("C:\\wizard-" + opened + ".log")).content().contains("REMOVE = ALL");
        assertThat(wine.registry().hasKey(SETTINGS)).isFalse();
    }

    private void open() throws IOException {
        opened++;
        wizard = wine.program("msiexec", "/i", Wine.windowsPath(Msi.english().file()), "/l*v",
                "C:\\wizard-" + opened + ".log").start();
        reader.follow(wizard);
    }

    /**
     * Writes into the field after a label, and returns the page with the text in the field. On Windows the label's key
     * leads to the field, too; Wine's dialogs have keys for buttons only.
     */
    private static Page enter(String label, String value) throws IOException {
        Page page = reader.await(text(label));
        while (!page.focused().equals(page.behind(text(label)))) {
            WizardReader.Item before = page.focused();
            screen.press("Tab");
            page = reader.awaitThat("another focus",
                    next -> next.hasFocus() && !next.focused().place().equals(before.place()));
        }
        screen.press("ctrl+a");
        screen.type(value);
        return reader.awaitThat(value, next -> next.behind(text(label)).text().equals(value));
    }

    private void finish() throws Exception {
        reader.await(text("SuccessTitle"));
        screen.press("Return");
        assertThat(exitCode()).isZero();
    }

    private int exitCode() throws InterruptedException {
        assertThat(wizard.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return wizard.exitValue();
    }

    private static void assertSettings() {
        assertThat(List.of(setting("ListenPort"), setting("RelayProxyAddress"), setting("RelayProxyUsername")))
                .containsExactly("0x" + Integer.toHexString(port), PROXY, "agent");
        assertThat(wine.registry().type(SETTINGS, "RelayProxyPassword")).contains("REG_BINARY");
    }

    private static String setting(String name) {
        return wine.registry().value(SETTINGS, name).orElse("");
    }

    /** The text as the wizard shows it. */
    private static String text(String id) {
        return TEXTS.get(id).replace("[ProductVersion]", "1.0.0");
    }

    private static void photograph(Page page, String name) throws IOException {
        if (PICTURES != null) {
            screen.photograph(page.place(), Path.of(PICTURES, "docs", name + ".png"));
        }
    }
}
