package org.omsgateway.x509;

import static org.omsgateway.testing.TlsBytes.bytes;

import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Changes certificates: either their elements, with correct lengths, or only single bytes. */
final class CertificateMutator {
    private static final int[] TAGS = {
        0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x13, 0x14, 0x16, 0x1e, 0x1f, 0x22, 0x30, 0x31,
        0x80, 0x81, 0x82, 0x86, 0x87, 0x88, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa7
    };
    private static final List<byte[]> CONTENTS = List.of(
            bytes(""), bytes("00"), bytes("01"), bytes("02"), bytes("ff"), bytes("c0000207"),
            bytes("c0000207 ffffff00"), bytes("0*10 ffff c0000207"), bytes("'a.ods.example'"),
            bytes("'b.ods.example' 00 '.evil.example'"),
            bytes("'*.ods.example'"), bytes("'b\u00e9.ods.example'"), bytes("'192.0.2.7'"), bytes("'http://[odd'"),
            bytes("' a_b.example'"), bytes("551d11"), bytes("550403"), bytes("551d13"));

    private final Random random;

    CertificateMutator(long seed) {
        this.random = new Random(seed);
    }

    byte[] mutate(byte[] certificate) {
        DerTree tree = DerTree.of(certificate);
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutate(tree);
        }
        byte[] der = tree.encode();
        return random.nextInt(3) == 0 ? mutateBytes(der) : der;
    }

    private void mutate(DerTree tree) {
        List<DerTree> all = tree.all();
        DerTree node = all.get(random.nextInt(all.size()));
        switch (random.nextInt(7)) {
            case 0 -> node.tag = TAGS[random.nextInt(TAGS.length)];
            case 1 -> replaceContent(node, CONTENTS.get(random.nextInt(CONTENTS.size())));
            case 2 -> mutateLeaf(node);
            case 3 -> mutateChildren(node, () -> node.children.remove(random.nextInt(node.children.size())));
            case 4 -> mutateChildren(node, () -> Collections.shuffle(node.children, random));
            case 5 -> mutateChildren(node, () -> node.children.add(
                    random.nextInt(node.children.size() + 1), copyOfAny(node.children)));
            default -> mutateChildren(node, () -> node.children.set(
                    random.nextInt(node.children.size()), copyOfAny(all)));
        }
    }

    private DerTree copyOfAny(List<DerTree> nodes) {
        return DerTree.of(nodes.get(random.nextInt(nodes.size())).encode());
    }

    private void mutateChildren(DerTree node, Runnable change) {
        if (!node.children.isEmpty()) {
            change.run();
            node.content = new byte[0];
        }
    }

    private void mutateLeaf(DerTree node) {
        if (node.children.isEmpty() && node.content.length > 0) {
            node.content[random.nextInt(node.content.length)] = (byte) random.nextInt(256);
        }
    }

    private static void replaceContent(DerTree node, byte[] content) {
        node.children.clear();
        node.content = content.clone();
    }

    private byte[] mutateBytes(byte[] der) {
        byte[] changed = der.clone();
        int at = random.nextInt(der.length);
        switch (random.nextInt(4)) {
            case 0 -> changed[at] = (byte) random.nextInt(256);
            case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> System.arraycopy(der, at, changed, at - Math.min(at, 1), der.length - at);
            default -> {
                changed = new byte[der.length + 1];
                System.arraycopy(der, 0, changed, 0, at);
                changed[at] = (byte) TAGS[random.nextInt(TAGS.length)];
                System.arraycopy(der, at, changed, at + 1, der.length - at);
            }
        }
        return changed;
    }
}
