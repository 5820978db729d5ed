package org.omsgateway.config;

import java.io.IOException;
import java.util.function.Consumer;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.FailureText;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.watch.Watch;

/**
 * Hands over the settings that change while the gateway runs. A wrong change is reported once, as event 401, and has no
 * other effect.
 */
public final class ConfigWatcher implements AutoCloseable {
    private final ConfigStore store;
    private final Consumer<GatewayConfig> apply;
    private final EventSink events;
    private final Watch watch;
    private GatewayConfig handedOver;
    private String reported = "";

    /**
     * Begins to watch.
     *
     * @param inForce the settings with which the gateway started
     * @param apply takes changed settings, within two seconds of the change, on a thread of the store
     */
    public ConfigWatcher(ConfigStore store, GatewayConfig inForce, Consumer<GatewayConfig> apply, EventSink events) {
        this.store = store;
        this.handedOver = inForce;
        this.apply = apply;
        this.events = events;
        this.watch = store.watch(this::storeChanged, e -> events.report(GatewayEvent.APPLICATION_ERROR, e));
        // A change between the start and the watch would otherwise go unnoticed.
        storeChanged();
    }

    private synchronized void storeChanged() {
        try {
            GatewayConfig now = ConfigParser.parse(store.read());
            reported = "";
            if (!now.equals(handedOver)) {
                handedOver = now;
                apply.accept(now);
            }
        } catch (InvalidConfigException | IOException e) {
            reportOnce(e);
        } catch (RuntimeException e) {
            events.report(GatewayEvent.APPLICATION_ERROR, e);
        }
    }

    private void reportOnce(Exception wrong) {
        String text = FailureText.of(wrong);
        if (!text.equals(reported)) {
            reported = text;
            report(wrong, events);
        }
    }

    /** Reports why settings could not be read: because they are wrong, or because no descriptor or memory is left. */
    public static void report(Exception failure, EventSink events) {
        boolean isShortage = failure instanceof IOException && FailureText.isShortage(failure);
        events.report(GatewayEvent.WRONG_CONFIGURATION,
                (isShortage ? "settings cannot be read: " : "") + FailureText.of(failure));
    }

    /** Ends the watch. A change that is being handed over may still take effect. */
    @Override
    public void close() {
        watch.close();
    }
}
