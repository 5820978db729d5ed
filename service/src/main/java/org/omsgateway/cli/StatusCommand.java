package org.omsgateway.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.omsgateway.config.ConfigStore;
import picocli.CommandLine.Command;

/** {@code oms-gateway status}. */
@Command(name = "status", description = "Show the state of the running gateway. For administrators.")
public final class StatusCommand extends LiveCommand {
    public StatusCommand(Supplier<ConfigStore> store) {
        super(store);
    }

    @Override
    Object view(Map<String, Object> status) {
        Map<String, Object> view = new LinkedHashMap<>(status);
        view.put("connections", states(status));
        return view;
    }

    @Override
    List<String> lines(Map<String, Object> status) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("State", (String) status.get("state")));
        rows.add(List.of("Running since", (String) status.get("started")));
        rows.add(List.of("Listening on", (String) status.get("address")));
        states(status).forEach((state, count) -> rows.add(List.of("Connections: " + state, count.toString())));
        ((Map<?, ?>) status.get("counters")).forEach((name, value) ->
                rows.add(List.of(name.toString(), value.toString())));
        return Table.lines(rows);
    }

    private static Map<String, Long> states(Map<String, Object> status) {
        return ((List<?>) status.get("connections")).stream().collect(Collectors.groupingBy(
                connection -> (String) ((Map<?, ?>) connection).get("state"), LinkedHashMap::new,
                Collectors.counting()));
    }
}
