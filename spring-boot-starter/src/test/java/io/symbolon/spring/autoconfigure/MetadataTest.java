package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor shows of our properties. */
class MetadataTest {
    @Test
    void everyPropertyHasADescriptionAndItsDefault() throws IOException {
        Map<String, JsonNode> described = described();
        List<String> properties = new ArrayList<>();
        collect("symbolon", SymbolonProperties.class, properties, described);

        assertThat(properties).hasSizeGreaterThan(40);
        assertThat(described).containsOnlyKeys(properties);
    }

    private static void collect(String prefix, Class<?> type, List<String> into, Map<String, JsonNode> described) {
        Parameter[] parameters = type.getDeclaredConstructors()[0].getParameters();
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            String name = prefix + "."
                    + components[i].getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (components[i].getType().isRecord()) {
                collect(name, components[i].getType(), into, described);
                continue;
            }
            into.add(name);
            assertThat(described).containsKey(name);
            JsonNode property = Objects.requireNonNull(described.get(name));
            assertThat(property.path("description").asString("")).as(name).endsWith(".");
            DefaultValue value = parameters[i].getAnnotation(DefaultValue.class);
            if (value != null && value.value().length > 0) {
                assertThat(property.has("defaultValue")).as(name).isTrue();
            }
        }
    }

    private static Map<String, JsonNode> described() throws IOException {
        Enumeration<URL> files =
                MetadataTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json");
        while (files.hasMoreElements()) {
            try (InputStream file = files.nextElement().openStream()) {
                JsonNode properties =
                        JsonMapper.builder().build().readTree(file).path("properties");
                if (properties.toString().contains("\"symbolon.issuer\"")) {
                    return properties
                            .valueStream()
                            .filter(property -> property.path("name").asString().startsWith("symbolon."))
                            .collect(Collectors.toMap(
                                    property -> property.path("name").asString(), property -> property));
                }
            }
        }
        throw new AssertionError("there are no metadata: " + Arrays.asList("symbolon.issuer"));
    }
}
