package io.symbolon.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links within the repository lead somewhere. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("]\\((?![a-z]+:|#)([^)#\\s]+)");

    @Test
    void everyLinkToAFileOfTheRepositoryHasItsFile() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : Documents.all()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    broken.add(Documents.name(page) + " -> " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }
}
