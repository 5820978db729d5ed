package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.testing.Program;

/** The service's Java options: every release from 17 on accepts them, and none warns of JNA's native access. */
class JavaOptionsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"@", "-XX:VMOptionsFile="})
    void callsOfSystemLibrariesPutNothingOnTheConsole(String as) throws Exception {
        Path options = Path.of("..", "installer", "service.vmoptions").toRealPath();
        try (Program program = Program.start(folder, Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                as + options, "-cp", System.getProperty("java.class.path"), Caller.class.getName())) {
            assertThat(program.exitCode()).as(program.output()).isZero();
            assertThat(program.output()).isEmpty();
        }
    }

    static final class Caller {
        interface SystemLibrary extends Library {
            int getpid();
        }

        public static void main(String[] arguments) {
            System.exit(Native.load("c", SystemLibrary.class).getpid() == ProcessHandle.current().pid() ? 0 : 1);
        }
    }
}
