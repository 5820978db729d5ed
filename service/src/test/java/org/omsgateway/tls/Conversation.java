package org.omsgateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.omsgateway.testing.Handshakes;
import org.omsgateway.x509.DistinguishedName;

/** Gives the bytes of both sides to a verifier and checks its verdicts. */
final class Conversation {
    static final Predicate<DistinguishedName> NOBODY = subject -> false;
    static final HandshakeRules DEFAULT = new HandshakeRules(
            TlsVersion.TLS_1_2, TlsVersion.TLS_1_3, false, true, NOBODY);

    final List<String> trace = new ArrayList<>();
    private final HandshakeVerifier verifier;
    private final Feed feed;
    private TlsVerdict verdict = TlsVerdict.NeedMore.NEED_MORE;

    Conversation() {
        this(DEFAULT);
    }

    Conversation(HandshakeRules rules) {
        verifier = new HandshakeVerifier(Handshakes.HOST, rules, new Trace());
        feed = new Feed(verifier);
    }

    Conversation client(byte[]... messages) {
        return send(Side.CLIENT, messages);
    }

    Conversation server(byte[]... messages) {
        return send(Side.SERVER, messages);
    }

    /** Sends each message separately; every message but the last must leave the verdict open. */
    Conversation send(Side side, byte[]... messages) {
        for (byte[] message : messages) {
            assertThat(verdict).isEqualTo(TlsVerdict.NeedMore.NEED_MORE);
            verdict = feed.read(side, message);
        }
        return this;
    }

    /** The same, whatever the verdict so far. */
    Conversation sendAnyhow(Side side, byte[] message) {
        verdict = feed.read(side, message);
        return this;
    }

    TlsVerdict verdict() {
        return verdict;
    }

    TlsVerdict.Verified verified() {
        assertThat(verdict).isInstanceOf(TlsVerdict.Verified.class);
        return (TlsVerdict.Verified) verdict;
    }

    TlsVerdict.Rejected rejected() {
        assertThat(verdict).isInstanceOf(TlsVerdict.Rejected.class);
        return (TlsVerdict.Rejected) verdict;
    }

    Conversation isOpen() {
        assertThat(verdict).isEqualTo(TlsVerdict.NeedMore.NEED_MORE);
        return this;
    }

    long accepted(Side side) {
        return verifier.accepted(side);
    }

    int recordVersion() {
        return verifier.recordVersion();
    }

    private final class Trace implements HandshakeTrace {
        @Override
        public void message(Side sender, Object message) {
            trace.add(sender + " " + message);
        }

        @Override
        public void serverName(String sni) {
            trace.add("SNI " + sni);
        }

        @Override
        public void serverNameVerified() {
            trace.add("SNI verified");
        }

        @Override
        public void serverVerified() {
            trace.add("Server verified");
        }
    }
}
