package org.omsgateway.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** JSON that programs can read from any console: characters beyond ASCII are escaped. */
final class Json {
    private static final JSON READER_WRITER = JSON.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .enable(JSON.Feature.FAIL_ON_DUPLICATE_MAP_KEYS, JSON.Feature.PRESERVE_FIELD_ORDERING,
                    JSON.Feature.WRITE_NULL_PROPERTIES)
            .build();

    private Json() {}

    /** {@code value}, made of maps, lists, strings, Booleans and nulls, on one line. */
    static String write(Object value) {
        try {
            return READER_WRITER.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The one object that {@code text} holds.
     *
     * @throws CommandFailure if it holds anything else; the message names the place and quotes nothing of the text,
     *     which may hold a password
     */
    static Map<String, Object> readObject(String text) throws CommandFailure {
        try (JsonParser parser = READER_WRITER.createParser(text)) {
            Map<String, Object> object = READER_WRITER.mapFrom(parser);
            if (object != null && parser.nextToken() == null) {
                return object;
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new CommandFailure(CommandFailure.Code.USAGE,
                    "standard input, line " + line + ": not JSON (expected: one JSON object of settings)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new CommandFailure(CommandFailure.Code.USAGE,
                "standard input: null or more than one value (expected: one JSON object of settings)");
    }
}
