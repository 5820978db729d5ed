package org.omsgateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.omsgateway.config.Setting;
import org.omsgateway.config.StoredSettings;
import org.omsgateway.testing.Program;

/** A process that changes settings and is killed, at any moment. */
class KilledWriterTest {
    private static final int KILLS = 12;
    /** Here nothing waits for a disk, so that a kill often finds a change half done. */
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private Path folder;

    @BeforeEach
    void createFolder() throws IOException {
        folder = Files.createTempDirectory(SHARED_MEMORY, "killed-writer");
    }

    @AfterEach
    void deleteFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Test
    void leavesUserAndPasswordThatBelongTogether() throws Exception {
        Path file = Files.writeString(folder.resolve("gateway.properties"), "# empty\n");
        Random random = new Random(1);
        for (int kill = 0; kill < KILLS; kill++) {
            int changes = random.nextInt(300);
            try (Program writer = Program.start(folder, ProcessHandle.current().info().command().orElseThrow(),
                    "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Writer.class.getName(),
                    file.toString())) {
                writer.awaitOutput("change " + changes + "\n");
                writer.kill();
            }
            StoredSettings stored = new PropertiesConfigStore(file).read();
            List<String> user = stored.texts(Setting.RELAY_PROXY_USERNAME);
            assertThat(stored.texts(Setting.RELAY_PROXY_PASSWORD)).as("after %d kills", kill).isEqualTo(user);
            assertThat(stored.problems()).isEmpty();
        }
        List<String> last = List.of("last");
        new PropertiesConfigStore(file).update(stored -> Map.of(Setting.RELAY_PROXY_USERNAME, last,
                Setting.RELAY_PROXY_PASSWORD, last));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()).filter(name -> !name.startsWith("output")))
                    .containsOnly("gateway.properties", "gateway.properties.relay-password",
                            ".gateway.properties.lock");
        }
    }

    /** Gives user and password, which are equal, new values again and again, and at times removes both. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws Exception {
            PropertiesConfigStore store = new PropertiesConfigStore(Path.of(arguments[0]));
            for (int i = 0;; i++) {
                List<String> value = i % 3 == 0 ? List.of() : List.of("value " + i);
                store.update(stored -> Map.of(Setting.RELAY_PROXY_USERNAME, value,
                        Setting.RELAY_PROXY_PASSWORD, value));
                System.out.println("change " + i);
            }
        }
    }
}
