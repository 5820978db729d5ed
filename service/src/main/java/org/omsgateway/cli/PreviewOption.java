package org.omsgateway.cli;

import java.io.IOException;
import org.omsgateway.config.ConfigEditor;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.config.Preview;
import picocli.CommandLine.Option;

/** The option {@code --preview}: a program shows a change to its user, and the same process makes it afterwards. */
final class PreviewOption {
    @Option(names = "--preview", description = "Read standard input up to an empty line and print what would change;"
            + " then read the rest and change that. Without a rest, nothing is changed.")
    private boolean first;

    /** A change to the settings that standard input describes, and its output. */
    @FunctionalInterface
    interface Change {
        /** @param before what is stored before the change; an absent store is empty */
        void make(ConfigEditor editor, ConfigStore before)
                throws IOException, InvalidConfigException, CommandFailure;
    }

    /** Makes {@code change} in {@code store}, with a preview if there is the option. */
    void make(Change change, ConfigStore store, StandardInput input)
            throws IOException, InvalidConfigException, CommandFailure {
        Preview preview = new Preview(store);
        if (first) {
            input.endAtEmptyLine();
            change.make(new ConfigEditor(preview), preview);
            if (input.isAtEnd()) {
                return;
            }
        }
        change.make(new ConfigEditor(store), preview);
    }
}
