package org.omsgateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.config.ConfigParser;
import org.omsgateway.config.ConfigWatcher;
import org.omsgateway.config.GatewayConfig;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.config.Setting;
import org.omsgateway.config.StoredSettings;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.RecordedEvents;

class ConfigWatcherTest {
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(20);

    @TempDir
    private Path folder;
    private Path file;
    private PropertiesConfigStore store;
    private ConfigWatcher watcher;
    private final BlockingQueue<GatewayConfig> handedOver = new LinkedBlockingQueue<>();
    private final RecordedEvents events = new RecordedEvents();

    @BeforeEach
    void watch() throws Exception {
        file = folder.resolve("gateway.properties");
        replace("ListenPort=1\n");
        store = new PropertiesConfigStore(file, LOOK_INTERVAL);
        watcher = new ConfigWatcher(store, ConfigParser.parse(store.read()), handedOver::add, events);
    }

    @AfterEach
    void close() {
        watcher.close();
    }

    @Test
    void handsOverAChangeMadeInPlace() throws Exception {
        Files.writeString(file, "ListenPort=2\n");
        // A busy machine may pause for any time between truncation and writing.
        while (nextPort() != 2) {
            assertThat(file).hasContent("ListenPort=2\n");
        }
        events.assertNothingWrong();
    }

    @Test
    void handsOverAChangeMadeByReplacingTheFile() throws Exception {
        replace("ListenPort=2\n");
        assertThat(nextPort()).isEqualTo(2);
        replace("ListenPort=3\n");
        assertThat(nextPort()).isEqualTo(3);
    }

    @Test
    void handsOverAChangedPassword() throws Exception {
        replace("ListenPort=1\nRelayProxyAddress=p\n");
        assertThat(next().relay().proxies().get(0).credential()).isEmpty();
        store.update(stored -> Map.of(Setting.RELAY_PROXY_USERNAME, List.of("u"),
                Setting.RELAY_PROXY_PASSWORD, List.of("secret")));
        assertThat(next().relay().proxies().get(0).credential())
                .contains(new RelayProxy.Credential("u", "secret"));
        events.assertNothingWrong();
    }

    @Test
    void handsOverOnlyWhatMakesADifference() throws Exception {
        replace("# a comment\nListenPort=1\nLogLevel=INFO\n");
        replace("# another\nListenPort=1\n");
        replace("ListenPort=2\n");
        assertThat(nextPort()).isEqualTo(2);
        events.assertNothingWrong();
    }

    @Test
    void reportsAWrongChangeOnceAndHandsNothingOver() throws Exception {
        replace("ListenPort=text\nIdleTimeout=soon\n");
        assertThat(events.await(GatewayEvent.WRONG_CONFIGURATION)).isEqualTo("Wrong configuration: ListenPort: text "
                + "(expected: a whole number from 1 to 65535); IdleTimeout: soon "
                + "(expected: a duration from 1s to 24h, such as 500ms, 15s or 2m)");
        replace("# still\nListenPort=text\nIdleTimeout=soon\n");
        replace("ListenPort=text\nIdleTimeout=soon\n");
        replace("ListenPort=1\nLogLevel=DEBUG\n");
        assertThat(next().logLevel()).isEqualTo(GatewayEvent.Severity.DEBUG);
        assertThat(events.messages(GatewayEvent.WRONG_CONFIGURATION)).hasSize(1);
        replace("ListenPort=text\nIdleTimeout=soon\n");
        Await.until("a second report", () -> events.messages(GatewayEvent.WRONG_CONFIGURATION).size() == 2);
    }

    @Test
    void reportsThatTheFileIsGoneAndGoesOnWhenItIsBack() throws Exception {
        Files.delete(file);
        assertThat(events.await(GatewayEvent.WRONG_CONFIGURATION))
                .isEqualTo("Wrong configuration: " + file + ": does not exist");
        replace("ListenPort=2\n");
        assertThat(nextPort()).isEqualTo(2);
    }

    @Test
    void leavesTheSettingsInForceWhileTheFileIsEmpty() throws Exception {
        replace("");
        assertThat(events.await(GatewayEvent.WRONG_CONFIGURATION))
                .startsWith("Wrong configuration: " + file + ": is empty (expected: ");
        replace("# all defaults\n");
        assertThat(nextPort()).isEqualTo(8080);
        assertThat(handedOver).isEmpty();
    }

    @Test
    void followsAFileThatIsRewrittenAllTheTime() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; !isOver.get(); i++) {
                try {
                    replace("ListenPort=2\n# " + i + "\n");
                    LockSupport.parkNanos(LOOK_INTERVAL.toNanos() * 3 / 5);
                } catch (IOException e) {
                    throw new CompletionException(e);
                }
            }
        });
        assertThat(nextPort()).isEqualTo(2);
        isOver.set(true);
        writer.join();
        events.assertNothingWrong();
    }

    @Test
    void goesOnWithAPipeInPlaceOfThePassword() throws Exception {
        Path password = folder.resolve("gateway.properties.relay-password");
        assertThat(new ProcessBuilder("mkfifo", password.toString()).start().waitFor()).isZero();
        assertThat(events.await(GatewayEvent.WRONG_CONFIGURATION)).contains(password + " is not readable");
        Files.delete(password);
        replace("ListenPort=2\n");
        assertThat(nextPort()).isEqualTo(2);
    }

    @Test
    void noticesWhatChangedBeforeItBegan() throws Exception {
        GatewayConfig before = ConfigParser.parse(StoredSettings.EMPTY);
        try (ConfigWatcher late = new ConfigWatcher(store, before, handedOver::add, events)) {
            assertThat(late).isNotNull();
            assertThat(nextPort()).isEqualTo(1);
        }
    }

    @Test
    void goesOnAfterSettingsThatCouldNotBeApplied() throws Exception {
        watcher.close();
        watcher = new ConfigWatcher(store, ConfigParser.parse(store.read()), config -> {
            handedOver.add(config);
            throw new IllegalStateException("broken");
        }, events);
        replace("ListenPort=2\n");
        assertThat(events.await(GatewayEvent.APPLICATION_ERROR))
                .isEqualTo("Application error: IllegalStateException: broken");
        replace("ListenPort=3\n");
        assertThat(List.of(nextPort(), nextPort())).containsExactly(2, 3);
    }

    private int nextPort() throws InterruptedException {
        return next().listenPort();
    }

    private GatewayConfig next() throws InterruptedException {
        return Await.next(handedOver);
    }

    private void replace(String text) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
