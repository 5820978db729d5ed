package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.eventlog.GatewayLog;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.store.ConfigStores;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.TestServer;

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

    @Test
    void theGatewayTurnsOffTheUnboundedCacheOfNamesInJava() throws Exception {
        try (Program program = Program.start(folder, Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/sun.net=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Policy.class.getName(), folder.toString())) {
            assertThat(program.exitCode()).as(program.output()).isZero();
            assertThat(program.output().lines()).last().isEqualTo("0 s, failures 1 s");
        }
    }

    /** Starts a gateway and prints for how long Java keeps the addresses of names. */
    static final class Policy {
        public static void main(String[] arguments) throws Exception {
            Path settings = Files.writeString(Path.of(arguments[0], "gateway.properties"),
                    "ListenAddress=127.0.0.1\nListenPort=" + TestServer.unusedPort() + "\n");
            ConfigStore store = ConfigStores.choose(Optional.of(settings), Map.of());
            try (GatewayLog log = GatewayLog.toConsole(event -> { })) {
                GatewayProcess.start(store, Optional.empty(), log, new Counters()).stop();
            }
            Class<?> policy = Class.forName("sun.net.InetAddressCachePolicy");
            System.out.println(value(policy, "get") + " s, failures " + value(policy, "getNegative") + " s");
        }

        private static Object value(Class<?> policy, String name) throws Exception {
            Method method = policy.getMethod(name);
            method.setAccessible(true);
            return method.invoke(null);
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
