package org.omsgateway.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up tunnels that have ended, by client and by host. */
final class TunnelTotals {
    /** The busiest ones that are shown. */
    private static final int SHOWN = 10;

    private final Map<String, Total> byClient = new HashMap<>();
    private final Map<String, Total> byHost = new HashMap<>();

    private static final class Total {
        private long tunnels;
        private long bytesFromClient;
        private long bytesToClient;

        void add(Map<String, Object> tunnel) {
            tunnels++;
            bytesFromClient += ((Number) tunnel.get("bytesFromClient")).longValue();
            bytesToClient += ((Number) tunnel.get("bytesToClient")).longValue();
        }

        long bytes() {
            return bytesFromClient + bytesToClient;
        }
    }

    /** Adds a line of the file of tunnels. */
    void add(Map<String, Object> tunnel) {
        String client = (String) tunnel.get("client");
        String address = client.substring(0, client.lastIndexOf(':'));
        byClient.computeIfAbsent(address, first -> new Total()).add(tunnel);
        byHost.computeIfAbsent(String.valueOf(tunnel.get("host")), first -> new Total()).add(tunnel);
    }

    String clients() {
        return table("Busiest clients", "Client", byClient);
    }

    String hosts() {
        return table("Busiest hosts", "Host", byHost);
    }

    private static String table(String caption, String title, Map<String, Total> totals) {
        List<List<String>> rows = totals.entrySet().stream()
                .sorted(Map.Entry.<String, Total>comparingByValue(Comparator.comparingLong(Total::bytes)).reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .map(entry -> List.of(entry.getKey(), Units.count(entry.getValue().tunnels),
                        Units.bytes(entry.getValue().bytesFromClient), Units.bytes(entry.getValue().bytesToClient)))
                .toList();
        return Html.table(caption, List.of(title, "Tunnels", "From client", "To client"), rows);
    }
}
