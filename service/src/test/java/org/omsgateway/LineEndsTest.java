package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.testing.Program;

/** Tests read the work tree, and packages contain parts of it, so it must be the same on every machine. */
class LineEndsTest {
    @TempDir
    private Path folder;

    @Test
    void aCloneAsGitForWindowsMakesItHoldsTheBytesOfAnyOtherClone() throws Exception {
        Map<Path, String> usual = files(cloneWith("core.autocrlf=false"));
        assertThat(usual).containsKey(Path.of("pom.xml"));
        assertThat(files(cloneWith("core.autocrlf=true"))).isEqualTo(usual);
    }

    @Test
    void everyLineOfABatchFileEndsAsCmdWantsIt() throws Exception {
        assertThat(files(cloneWith("core.autocrlf=false"))).hasEntrySatisfying(
                Path.of("installer", "image", "oms-gateway.cmd"),
                text -> assertThat(text).endsWith("\r\n").doesNotContainPattern("[^\\r]\\n"));
    }

    private Path cloneWith(String setting) throws Exception {
        Path clone = folder.resolve(setting);
        try (Program git = Program.start(folder, "git", "clone", "-q", "-c", setting,
                Path.of("..").toRealPath().toUri().toString(), clone.toString())) {
            assertThat(git.exitCode()).as(git.output()).isZero();
        }
        return clone;
    }

    /** The content of each file, a character for each byte. */
    private static Map<Path, String> files(Path clone) throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(clone)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path name = clone.relativize(file);
                if (!name.startsWith(".git")) {
                    files.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return files;
    }
}
