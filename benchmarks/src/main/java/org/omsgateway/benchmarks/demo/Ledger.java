package org.omsgateway.benchmarks.demo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The count and hash of each agent's uploads as one side has seen them, so that the two sides can be compared. */
final class Ledger {
    /** @param sha256 over all of the agent's uploads, in order */
    public record Total(long uploads, long bytes, String sha256) {}

    private static final class Account {
        final MessageDigest digest = sha256();
        long uploads;
        long bytes;

        synchronized void add(byte[] upload) {
            digest.update(upload);
            uploads++;
            bytes += upload.length;
        }

        synchronized Total total() {
            try {
                MessageDigest soFar = (MessageDigest) digest.clone();
                return new Total(uploads, bytes, HexFormat.of().formatHex(soFar.digest()));
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder uploads = new LongAdder();

    /** Enters one whole upload. Uploads of the same agent must be entered one after the other. */
    void add(String agentId, byte[] upload) {
        accounts.computeIfAbsent(agentId, id -> new Account()).add(upload);
        bytes.add(upload.length);
        uploads.increment();
    }

    long bytes() {
        return bytes.sum();
    }

    long uploads() {
        return uploads.sum();
    }

    /** The entries by agent identifier. */
    Map<String, Total> totals() {
        Map<String, Total> totals = new TreeMap<>();
        accounts.forEach((agent, account) -> totals.put(agent, account.total()));
        return totals;
    }
}
