package org.omsgateway.tls;

import static org.omsgateway.testing.TlsBytes.bytes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.omsgateway.testing.RecordedHandshake;

/** Makes ClientHellos: well-formed ones with any content, and recorded and generated ones with some errors. */
final class HelloGenerator {
    private static final List<byte[]> RECORDED =
            RecordedHandshake.names().stream().map(HelloGenerator::recorded).toList();
    /** The data of extensions that the gateway reads, right and wrong, and of some others. */
    private static final List<String> EXTENSIONS = List.of(
            "0000 (2 (2 00 (2 'a.ods.example')))", "0000 (2 (2 00 (2 'B.ods.example.')))", "0000 (2 (2 00 (2)))",
            "0000 (2)", "0000 (2 (2))", "0000 (2 (2 01 (2 'a.ods.example')))",
            "0000 (2 (2 00 (2 'a.ods.example') 00 (2 'b.ods.example')))", "0000 (2 (2 00 (2 'a.ods.example')) 00)",
            "0000 (2 (2 00 (2 'a.ods.example') 01 (2 'x')))", "0000 (2 (2 00 (2 00 'a')))", "0000 (2 (2 00 (2 'a b')))",
            "002b (2 (1 0304 0303))", "002b (2 (1 0303))", "002b (2 (1 7a7a 0304))", "002b (2 (1 03))", "002b (2 (1))",
            "002b (2 0304)", "002b (2 (1 0304) 00)",
            "0023 (2)", "0023 (2 0*64)", "002a (2)", "002a (2 00000010)", "fe0d (2 00 0*32)", "0017 (2)",
            "ff01 (2 (1))",
            "000a (2 (2 001d 0017))", "000b (2 (1 00))", "000d (2 (2 0403 0804 0401))", "0033 (2 (2 001d (2 1*32)))",
            "002d (2 (1 01))", "0010 (2 (2 (1 'h2')))", "3a3a (2)", "3a3a (2 00)", "0005 (2 01 (2) (2))", "0012 (2)");

    private final Random random;

    HelloGenerator(long seed) {
        this.random = new Random(seed);
    }

    /** The body of a ClientHello, without the message's header. */
    byte[] next() {
        return switch (random.nextInt(4)) {
            case 0 -> generated();
            case 1 -> mutated(generated());
            case 2 -> RECORDED.get(random.nextInt(RECORDED.size()));
            default -> mutated(RECORDED.get(random.nextInt(RECORDED.size())));
        };
    }

    private byte[] generated() {
        List<String> extensions = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            extensions.add(EXTENSIONS.get(random.nextInt(EXTENSIONS.size())));
        }
        if (random.nextBoolean()) {
            extensions.add("000a (2 (2 001d 0017)) 000d (2 (2 0403 0804 0401))");
        }
        return bytes(any("0303", "0303", "0303", "0301", "0302", "0304", "0300") + " 5*32 (1 "
                + any("", "0*32", "0*8", "0*33") + ") (2 " + any("c02f 1301", "c02f c02b 1302", "5600 c02f", "", "c0")
                + ") (1 " + any("00", "00", "00", "0100", "") + ")" + (random.nextInt(9) == 0 ? ""
                : " (2 " + String.join(" ", extensions) + ")"));
    }

    private String any(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private byte[] mutated(byte[] hello) {
        byte[] changed = hello.clone();
        int at = random.nextInt(changed.length);
        switch (random.nextInt(4)) {
            case 0 -> changed[at] = (byte) random.nextInt(256);
            case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> changed = Arrays.copyOf(changed, at);
            default -> {
                changed = Arrays.copyOf(changed, changed.length + 1);
                System.arraycopy(hello, at, changed, at + 1, hello.length - at);
            }
        }
        return changed;
    }

    /** The body of the recorded handshake's first message, which is in one record. */
    private static byte[] recorded(String name) {
        byte[] flight = RecordedHandshake.read(name).flights().get(0).bytes();
        int length = Integer.parseInt(HexFormat.of().formatHex(flight, 6, 9), 16);
        return Arrays.copyOfRange(flight, 9, 9 + length);
    }
}
