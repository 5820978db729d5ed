package org.omsgateway.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.omsgateway.agent.LocalAgents;
import org.omsgateway.config.ConfigParser;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.config.GatewayConfig;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.policy.HostPattern;
import org.omsgateway.proxy.Dialer;
import org.omsgateway.proxy.Dialers;
import org.omsgateway.proxy.MemoryBudget;
import org.omsgateway.proxy.SystemNameResolver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code oms-gateway test}. */
@Command(name = "test",
        description = "Test the settings, Java's age, the running gateway, the relay proxy, and each allowed host.",
        footer = {"", "The test makes a TLS handshake with each allowed host, including the hosts of this machine's"
            + " agent, and opens a tunnel to one of them through the gateway. Wildcards such as *.example.com"
            + " cannot be tested."})
public final class TestCommand implements Callable<Integer> {
    private final Supplier<ConfigStore> store;

    @Mixin
    private Format format;

    public TestCommand(Supplier<ConfigStore> store) {
        this.store = store;
    }

    /** Returns 0 if all checks pass, else 1. */
    @SuppressWarnings("try")
    @Override
    public Integer call() throws InterruptedException {
        List<Check> checks;
        try (SignOfLife sign = format.signOfLife()) {
            checks = checks(store.get());
        }
        Map<String, Object> result = toJson(checks);
        format.print(result, checks.stream().map(Check::toString).toList());
        return result.get("passed").equals(true) ? 0 : 1;
    }

    /** {@code checks} as an object for programs. */
    static Map<String, Object> toJson(List<Check> checks) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("passed", checks.stream().allMatch(Check::passed));
        result.put("checks", checks.stream().map(Check::toJson).toList());
        return result;
    }

    /** Tests the gateway with the settings in {@code store}. */
    static List<Check> checks(ConfigStore store) throws InterruptedException {
        List<Check> checks = new ArrayList<>();
        try {
            GatewayConfig config = ConfigParser.parse(store.read());
            checks.add(new Check("settings", store.location(), true, "all are right"));
            checks.add(java(JavaRelease.current(), LocalDate.now(ZoneOffset.UTC)));
            Dialer dialer = new Dialers(new SystemNameResolver(), MemoryBudget.ofThisProcess()).of(config);
            checks.addAll(new SelfTest(config, hosts(config), dialer, new TlsProbe()).run());
        } catch (InvalidConfigException | IOException e) {
            checks.add(new Check("settings", store.location(), false, e.getMessage()));
        }
        return checks;
    }

    static Check java(JavaRelease java, LocalDate today) {
        boolean old = java.isOlderThanAYear(today);
        return new Check("java", java.version(), true, old, "released on " + java.date()
                + (old ? ", more than a year ago: install a newer version of OMS Gateway" : ""));
    }

    private static List<String> hosts(GatewayConfig config) {
        Stream<String> ofAdministrator = config.access().hosts().stream()
                .filter(HostPattern::isExact)
                .map(HostPattern::host);
        Stream<String> ofAgents = LocalAgents.ofThisMachine().read().stream().flatMap(need -> need.hosts().stream());
        return Stream.concat(ofAdministrator, ofAgents).distinct().toList();
    }
}
