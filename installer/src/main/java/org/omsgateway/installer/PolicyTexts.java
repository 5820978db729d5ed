package org.omsgateway.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.omsgateway.config.Setting;

/** The texts for policies in one language: those of setup and the cmdlets, and of {@code installer/policy}. */
record PolicyTexts(Map<String, String> texts) {
    private static final Pattern OF_CMDLETS = Pattern.compile("(?m)^ {4}(\\w+) = '(.*)'\\r?$");
    private static final Pattern OWN = Pattern.compile("(?m)^(\\w+)=(.*)$");
    private static final Pattern OF_SETUP = Pattern.compile("<String Id=\"(\\w+)\">(.*)</String>");

    /** @param root of the sources */
    static PolicyTexts read(Path root, String language) throws IOException {
        Map<String, String> texts = new HashMap<>();
        String folder = language.equals("en") ? "en-US" : language;
        String cmdlets = Files.readString(root.resolve("powershell/OmsGateway/" + folder + "/OmsGateway.Strings.psd1"));
        OF_CMDLETS.matcher(cmdlets).results().forEach(text -> texts.put(text.group(1),
                text.group(2).replace("''", "'")));
        String setup = Files.readString(root.resolve("installer/wix/" + language + ".wxl"));
        OF_SETUP.matcher(setup).results().forEach(text -> texts.put(text.group(1),
                text.group(2).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")));
        String own = Files.readString(root.resolve("installer/policy/" + language + ".properties"));
        OWN.matcher(own).results().forEach(text -> texts.put(text.group(1), text.group(2)));
        return new PolicyTexts(texts);
    }

    String product() {
        return text("ProductDescription");
    }

    /** What the setting does, and what a policy means for it. */
    String help(Setting setting) {
        return text("Description" + setting.displayName()) + "\n\n" + text("PolicyHelp");
    }

    /** What a value, or each line of a list, should be. */
    String expected(Setting setting) {
        String text = text("Expected" + setting.expected().code().orElseThrow());
        List<String> facts = setting.expected().facts();
        for (int i = 0; i < facts.size(); i++) {
            text = text.replace("{" + i + "}", facts.get(i));
        }
        return text;
    }

    private String text(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalStateException("no text " + name);
        }
        return text;
    }
}
