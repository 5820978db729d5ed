package org.omsgateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLineTest {
    private final Map<String, Object> object = new LinkedHashMap<>();

    JsonLineTest() {
        object.put("text", "\u00e4\"\\\n");
        object.put("list", List.of("version", "SNI"));
        object.put("empty list", List.of());
        object.put("long", Long.MAX_VALUE);
        object.put("int", -1);
        object.put("double", 0.125);
        object.put("boolean", true);
        object.put("null", null);
    }

    @Test
    void appendsAnObjectAsItWritesItsMap() {
        StringWriter lines = new StringWriter();

        JsonLine.append(lines, object::forEach);
        JsonLine.append(lines, object::forEach);

        assertThat(lines).hasToString((JsonLine.write(object) + "\n").repeat(2)).asString().isASCII();
    }

    @Test
    void readsWhatItHasWritten() throws Exception {
        assertThat(JsonLine.read(JsonLine.write(object))).hasValue(object);
    }
}
