package io.symbolon.http;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.symbolon.http.contract.TestClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The document {@code openapi.yaml} of the jar, which judges answers. */
final class OpenApiDocument {
    private static final String ADDRESS = "https://symbolon.test/openapi.json";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** Of the server, not of an endpoint. */
    private static final Set<String> SERVERS_HEADERS =
            Set.of("connection", "content-length", "content-type", "date", "transfer-encoding");

    private final JsonNode root;
    private final SchemaRegistry schemas;

    private OpenApiDocument(JsonNode root) {
        this.root = root;
        this.schemas = SchemaRegistry.withDialect(
                Dialects.getOpenApi31(),
                registry -> registry.schemas(Map.of(ADDRESS, root.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /** The document; to its readers an object may have more members than it names, here it may not. */
    static OpenApiDocument read() {
        try (InputStream yaml =
                Objects.requireNonNull(HttpUserSessions.class.getResourceAsStream("/META-INF/symbolon/openapi.yaml"))) {
            JsonNode root = YAMLMapper.builder().build().readTree(yaml);
            close(root);
            return new OpenApiDocument(root);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(OpenApiDocument::close);
    }

    Set<String> paths() {
        return names(root.path("paths"));
    }

    Set<String> methods(String path) {
        return names(root.path("paths").path(path)).stream()
                .filter(METHODS::contains)
                .map(method -> method.toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> statuses(String method, String path) {
        return names(at(operation(method, path) + "/responses"));
    }

    String description(String method, String path) {
        return at(operation(method, path)).path("description").asString("");
    }

    /** The values that a member of a schema may have. */
    Set<String> values(String schema, String member) {
        return at("/components/schemas/" + schema + "/properties/" + member + "/enum")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The cookies of the security schemes. */
    Set<String> cookies() {
        return at("/components/securitySchemes")
                .valueStream()
                .filter(scheme -> scheme.path("in").asString("").equals("cookie"))
                .map(scheme -> scheme.path("name").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What of an answer the document does not have. */
    List<String> faults(String method, String path, Answer answer) {
        String written = operation(method, path) + "/responses/" + answer.status();
        if (at(written).isMissingNode()) {
            return List.of("status " + answer.status() + " of " + method + " " + path);
        }
        String response = resolved(written);
        List<String> faults = new ArrayList<>(headerFaults(response, answer));
        Optional<String> type = answer.header("content-type").map(text -> text.split(";", 2)[0]);
        if (answer.body().isEmpty()) {
            if (at(response).has("content")) {
                faults.add("an empty body");
            }
            return faults;
        }
        String content = response + "/content/" + escaped(type.orElse("none"));
        if (at(content).isMissingNode()) {
            faults.add("content type " + type);
        } else if (at(content).has("schema")) {
            faults.addAll(bodyFaults(content + "/schema", answer.body()));
        }
        if (type.filter("application/problem+json"::equals).isPresent()) {
            faults.addAll(codeFaults(written, response, answer.json("code")));
        }
        return faults;
    }

    /** What of a JSON text a schema does not have. */
    List<String> faults(String schema, String text) {
        return bodyFaults("/components/schemas/" + schema, text);
    }

    private List<String> bodyFaults(String schema, String text) {
        return schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + schema)).validate(text, InputFormat.JSON).stream()
                .map(error -> error + " in " + text)
                .toList();
    }

    private List<String> headerFaults(String response, Answer answer) {
        JsonNode headers = at(response + "/headers");
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(names(headers));
        List<String> faults = new ArrayList<>();
        for (String name : answer.headers().keySet()) {
            if (!known.contains(name) && !SERVERS_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                faults.add("header " + name);
            }
        }
        for (String name : known) {
            boolean isRequired =
                    at(resolved(response + "/headers/" + name)).path("required").asBoolean(false);
            if (isRequired && answer.header(name.toLowerCase(Locale.ROOT)).isEmpty()) {
                faults.add("no header " + name);
            }
        }
        return faults;
    }

    /** What stands beside a reference counts, and not what it leads to. */
    private List<String> codeFaults(String written, String response, String code) {
        String description = at(written)
                .path("description")
                .asString(at(response).path("description").asString(""));
        return List.of(description.split("[^A-Z_]+")).contains(code)
                ? List.of()
                : List.of("code " + code + " in \"" + description + "\"");
    }

    private static String operation(String method, String path) {
        return "/paths/" + escaped(path) + "/" + method.toLowerCase(Locale.ROOT);
    }

    private String resolved(String pointer) {
        JsonNode reference = at(pointer).path("$ref");
        return reference.isMissingNode()
                ? pointer
                : resolved(reference.asString().substring(1));
    }

    private JsonNode at(String pointer) {
        return root.at(pointer);
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
