package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the image's programs, how setup runs programs, and that {@link Wine} reports results correctly. */
class WineTest {
    private static final String KEY = "HKLM\\SOFTWARE\\OMS Gateway Test";

    @AutoClose
    private static Wine wine;

    @BeforeAll
    static void start() throws Exception {
        wine = Wine.fresh("harness");
    }

    @Test
    void reportsOutputAndExitCode() {
        assertThat(wine.run("cmd", "/c", "echo one two& exit 3")).isEqualTo(new Wine.Result(3, "one two\n"));
    }

    @Test
    void readsBackWhatWasWrittenToTheRegistry() {
        WineRegistry registry = wine.registry();
        registry.setDword(KEY, "Number", 8080);
        registry.setString(KEY, "Text", "two words");
        registry.setStrings(KEY, "Texts", List.of("a", "b c"));
        assertThat(registry.value(KEY, "number")).contains("0x1f90");
        assertThat(registry.value(KEY, "Text")).contains("two words");
        assertThat(registry.value(KEY, "Texts")).contains("a\\0b c");
        assertThat(registry.type(KEY, "Texts")).contains("REG_MULTI_SZ");
        registry.deleteKey(KEY);
        assertThat(registry.hasKey(KEY)).isFalse();
        assertThat(registry.value(KEY, "Text")).isEmpty();
    }

    @Test
    void leavesTheTemplateOfOtherTestsAsItIs() throws Exception {
        Path template = Path.of("target/wine/template");
        Path mine = Files.createTempFile("netsh", ".exe");
        Files.writeString(mine, "mine");
        wine.replaceProgram("netsh.exe", mine);
        assertThat(wine.path("C:\\windows\\system32\\netsh.exe")).hasContent("mine");
        assertThat(template.resolve("drive_c/windows/system32/netsh.exe")).binaryContent().startsWith('M', 'Z');
        try (Wine other = Wine.fresh("changing")) {
            other.registry().createKey(KEY);
        }
        try (Wine next = Wine.fresh("changing")) {
            assertThat(next.registry().hasKey(KEY)).isFalse();
        }
    }

    @Test
    void seesServicesOfTheSession() {
        WineService spooler = wine.service("Eventlog");
        assertThat(spooler.status().state()).isEqualTo(WineService.RUNNING);
        assertThat(wine.service("NoSuchService").exists()).isFalse();
    }

    /** A child that stays would hold the output open, and setup would wait for it for ever. */
    @Test
    void letsSetupEndAProgramThatHangsWithAllThatItHasStarted() {
        assertThat(wine.runOk(Wine.windowsPath(Wine.compile("run")))).isEqualTo("-1");
    }

    @Test
    void runsTheLinkedRuntimeWithItsClassDataArchive() {
        String java = Wine.windowsPath(Wine.IMAGE.resolve("runtime/bin/java.exe"));
        assertThat(wine.runOk(java, "-Xshare:on", "-version")).contains("64-Bit Server VM").contains("sharing");
    }
}
