package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;

/** Base of test classes that run setup on a separate Windows, with access to the results. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FreshWindows {
    @AutoClose
    final Wine wine;
    final StandIns standIns;
    final Setup setup;
    final WineRegistry registry;
    final WineService service;
    final InstalledGateway gateway;

    /** @param name of its folder, as in {@link Wine#fresh} */
    FreshWindows(String name) throws IOException {
        wine = Wine.fresh(name);
        standIns = StandIns.in(wine);
        setup = new Setup(wine);
        registry = wine.registry();
        service = wine.service(InstalledGateway.NAME);
        gateway = InstalledGateway.bySetup(wine);
    }

    /** The value of the gateway's setting {@code name} in the registry, which must exist. */
    String setting(String name) {
        return registry.value(InstalledGateway.SETTINGS, name).orElseThrow();
    }

    static void assertDone(Setup.Result result) {
        assertThat(result.exitCode()).as(result.log()).isEqualTo(Setup.SUCCESS);
    }
}
