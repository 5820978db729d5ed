package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts of setup, events, cmdlets, policies and counters in each language. */
final class Translations {
    static final Path ROOT = Path.of("..");

    private Translations() {}

    static List<String> languages() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("eventlog/src/main/windows/messages"))) {
            return files.map(file -> file.getFileName().toString().replace(".mc", "")).sorted().toList();
        }
    }

    /** By the kind of file and the key in it; as users see them, without the signs for access keys. */
    static Map<String, String> of(String language) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        add(texts, "wxl", "<String Id=\"(\\w+)\">(.*)</String>", "installer/wix/" + language + ".wxl");
        add(texts, "mc", "MessageId=(\\d+)\n(?:\\w+=.*\n)+(.+)%0\n\\.\n",
                "eventlog/src/main/windows/messages/" + language + ".mc");
        add(texts, "psd1", "(?m)^ {4}(\\w+) = '(.*)'$", "powershell/OmsGateway/"
                + (language.equals("en") ? "en-US" : language) + "/OmsGateway.Strings.psd1");
        add(texts, "policy", "(?m)^(\\w+)=(.*)$", "installer/policy/" + language + ".properties");
        add(texts, "rc", "(?m)^ {4}(\\d+) \"(.*)\"$", "perfcounters/src/main/windows/counters/" + language + ".rc");
        texts.keySet().removeIf(key -> key.matches("wxl (Language|Codepage)") || isNameOfCounter(key));
        return texts;
    }

    /** Names are English everywhere; each third of four strings is a translated description. */
    private static boolean isNameOfCounter(String key) {
        return key.startsWith("rc ") && Integer.parseInt(key.substring(3)) % 4 != 3;
    }

    private static void add(Map<String, String> texts, String kind, String pattern, String file) throws IOException {
        int before = texts.size();
        Pattern.compile(pattern).matcher(Files.readString(ROOT.resolve(file))).results()
                .forEach(text -> texts.put(kind + " " + text.group(1),
                        text.group(2).replace("&amp;", "").replace("&lt;", "<").replace("&gt;", ">")
                                .replace("''", "'")));
        assertThat(texts).as(file).hasSizeGreaterThan(before);
    }
}
