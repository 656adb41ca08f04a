package io.symbolon.benchmarks.storage;

import cn.dev33.satoken.json.SaJsonTemplate;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** Sa-Token's JSON, by Jackson. */
final class SaTokenJson implements SaJsonTemplate {
    private final ObjectMapper mapper = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Override
    public String objectToJson(Object object) {
        try {
            return mapper.writeValueAsString(object);
        } catch (JsonProcessingException failed) {
            throw new IllegalArgumentException("cannot be written as JSON", failed);
        }
    }

    @Override
    public <T> @Nullable T jsonToObject(@Nullable String json, Class<T> type) {
        try {
            return json == null ? null : mapper.readValue(json, type);
        } catch (JsonProcessingException failed) {
            throw new IllegalArgumentException("cannot be read as JSON", failed);
        }
    }
}
