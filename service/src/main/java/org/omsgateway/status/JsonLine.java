package org.omsgateway.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** JSON on one line that programs can read from any console: characters beyond ASCII are escaped. */
public final class JsonLine {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();
    private static final JSON READER_WRITER = JSON.builder(FACTORY)
            .enable(JSON.Feature.FAIL_ON_DUPLICATE_MAP_KEYS, JSON.Feature.PRESERVE_FIELD_ORDERING,
                    JSON.Feature.WRITE_NULL_PROPERTIES)
            .build();

    private JsonLine() {}

    /** {@code value}, made of maps, lists, strings, numbers, Booleans and nulls, without a line end. */
    public static String write(Object value) {
        try {
            return READER_WRITER.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Appends an object with a line end to {@code text}, without the garbage of a map.
     *
     * @param fields puts the object's names and values, each a string, a list of strings, a number, a Boolean or null
     */
    public static void append(Writer text, Consumer<BiConsumer<String, Object>> fields) {
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            generator.writeStartObject();
            fields.accept((name, value) -> put(generator, name, value));
            generator.writeEndObject();
            generator.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(JsonGenerator generator, String name, Object value) {
        try {
            if (value instanceof List<?> list) {
                String[] texts = list.toArray(String[]::new);
                generator.writeFieldName(name);
                generator.writeArray(texts, 0, texts.length);
            } else {
                generator.writePOJOField(name, value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The one object that {@code text} holds, which may have several lines; empty if it holds null or more.
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is not JSON, or holds something else
     */
    public static Optional<Map<String, Object>> read(String text) throws IOException {
        try (JsonParser parser = READER_WRITER.createParser(text)) {
            Map<String, Object> object = READER_WRITER.mapFrom(parser);
            return parser.nextToken() == null ? Optional.ofNullable(object) : Optional.empty();
        }
    }
}
