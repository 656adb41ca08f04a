package io.symbolon.demo.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced code block of a Markdown page.
 *
 * @param page the page's name
 * @param line the line of the block's first line of code, from 1
 * @param language the first word after the fence, or empty
 * @param note the text of the HTML comment right before the block, or empty
 * @param code the block's lines
 */
record FencedBlock(String page, int line, String language, String note, String code) {
    private static final Pattern FENCE = Pattern.compile("^( *)(```+|~~~+) *(\\w*).*$");
    private static final String COMMENT_START = "<!--";
    private static final String COMMENT_END = "-->";

    static List<FencedBlock> of(Path page) throws IOException {
        List<FencedBlock> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        String note = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher fence = FENCE.matcher(line);
            if (fence.matches()) {
                int end = closing(lines, i + 1, fence.group(2), page);
                String code = String.join(
                        "\n",
                        lines.subList(i + 1, end).stream()
                                .map(text -> withoutIndent(text, fence.group(1)))
                                .toList());
                blocks.add(new FencedBlock(Documents.name(page), i + 2, fence.group(3), note, code));
                note = "";
                i = end;
            } else if (line.strip().startsWith(COMMENT_START)) {
                StringBuilder comment = new StringBuilder(line.strip());
                while (comment.indexOf(COMMENT_END) < 0 && i + 1 < lines.size()) {
                    i++;
                    comment.append('\n').append(lines.get(i));
                }
                note = comment.substring(COMMENT_START.length(), Math.max(comment.indexOf(COMMENT_END), 4))
                        .strip();
            } else if (!line.isBlank()) {
                note = "";
            }
        }
        return blocks;
    }

    /** Where a reader finds it. */
    String place() {
        return page + ":" + line;
    }

    private static int closing(List<String> lines, int from, String fence, Path page) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(fence)) {
                return i;
            }
        }
        throw new IllegalArgumentException(Documents.name(page) + ":" + from + ": this block has no end");
    }

    private static String withoutIndent(String line, String indent) {
        return line.startsWith(indent) ? line.substring(indent.length()) : line;
    }
}
