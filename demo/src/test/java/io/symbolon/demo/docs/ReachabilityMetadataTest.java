package io.symbolon.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A native image has only the files that are named for it. */
class ReachabilityMetadataTest {
    private static final Path METADATA = Path.of("META-INF", "native-image");
    private static final Pattern GLOB = Pattern.compile("\"glob\": \"([^\"]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"http", "redis", "jdbc"})
    void eachFileOfAModuleIsNamedAndNoNameIsInVain(String module) throws IOException {
        Path resources = Path.of("..", module, "src", "main", "resources");
        List<PathMatcher> named = named(
                resources.resolve(METADATA).resolve("io.symbolon/symbolon-" + module + "/reachability-metadata.json"));
        List<Path> files = files(resources);

        assertThat(files).isNotEmpty().allMatch(file -> named.stream().anyMatch(name -> name.matches(file)));
        assertThat(named).isNotEmpty().allMatch(name -> files.stream().anyMatch(name::matches));
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "web", "webflux", "jaxrs"})
    void otherModulesHaveNoFilesToName(String module) {
        assertThat(Path.of("..", module, "src", "main", "resources")).doesNotExist();
    }

    private static List<PathMatcher> named(Path metadata) throws IOException {
        return GLOB.matcher(Files.readString(metadata))
                .results()
                .map((MatchResult found) -> FileSystems.getDefault().getPathMatcher("glob:" + found.group(1)))
                .toList();
    }

    private static List<Path> files(Path resources) throws IOException {
        try (Stream<Path> all = Files.walk(resources)) {
            return all.filter(Files::isRegularFile)
                    .map(resources::relativize)
                    .filter(file -> !file.startsWith(METADATA))
                    .toList();
        }
    }
}
