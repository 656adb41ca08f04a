package io.symbolon.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The demo cannot keep its data where it was told to. */
final class DataFolderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the folder. */
    enum Reason {
        NOT_THERE("does not exist and cannot be made"),
        NOT_WRITABLE("cannot be written to");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    DataFolderException(Path folder, Reason reason, @Nullable Throwable cause) {
        super("The folder " + folder + " " + reason.text + ".", cause);
    }
}
