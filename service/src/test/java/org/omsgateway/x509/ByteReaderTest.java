package org.omsgateway.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.omsgateway.testing.TlsBytes.bytes;

import java.nio.ByteBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ByteReaderTest {
    @Test
    void readsNumbersWithTheHighByteFirst() throws Exception {
        ByteReader reader = reader("ff 0102 fe0304");

        assertThat(reader.uint8()).isEqualTo(0xff);
        assertThat(reader.uint16()).isEqualTo(0x0102);
        assertThat(reader.uint24()).isEqualTo(0xfe0304);
        reader.end();
    }

    @Test
    void readsVectorsBehindTheirLengths() throws Exception {
        ByteReader reader = reader("(1 aa) (2 bbcc) (3) dd");

        assertThat(reader.vector8("a").restAsBytes()).containsExactly(0xaa);
        assertThat(reader.vector16("b").restAsBytes()).containsExactly(0xbb, 0xcc);
        assertThat(reader.vector24("c").restAsBytes()).isEmpty();
        assertThat(reader.remaining()).isEqualTo(1);
    }

    @Test
    void readsWhereTheBytesLieAndLeavesTheBufferAlone() throws Exception {
        ByteBuffer buffer = ByteBuffer.allocateDirect(8).put(bytes("0102030405060708")).flip();
        buffer.position(1);

        ByteReader reader = new ByteReader("Test", buffer, 2, 3);
        reader.skip(1);
        ByteBuffer rest = reader.restAsBuffer();

        assertThat(rest).isEqualTo(ByteBuffer.wrap(bytes("0405")));
        assertThat(rest.isDirect()).isTrue();
        assertThat(reader.remaining()).isZero();
        assertThat(buffer.position()).isEqualTo(1);
    }

    @Test
    void keepsEveryByteOfText() throws Exception {
        assertThat(reader("'a' 00 ff").restAsText()).isEqualTo("a\0ÿ");
    }

    @Test
    void namesTheStructureThatIsCutShort() throws Exception {
        ByteReader reader = reader("(2 0003 aa)");
        ByteReader outer = reader.vector16("outer");

        assertThat(failureOf(() -> outer.vector16("inner"))).isEqualTo("outer is cut short");
    }

    @Test
    void namesTheStructureThatIsTooLong() {
        assertThat(failureOf(reader("0102")::end)).isEqualTo("Test has 2 bytes too many");
    }

    private static ByteReader reader(String notation) {
        byte[] bytes = bytes(notation);
        return new ByteReader("Test", ByteBuffer.wrap(bytes), 0, bytes.length);
    }

    private static String failureOf(ThrowingCallable reading) {
        return catchThrowableOfType(MalformedException.class, reading).getMessage();
    }
}
