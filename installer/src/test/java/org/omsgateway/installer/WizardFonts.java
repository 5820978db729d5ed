package org.omsgateway.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The fonts of the wizard under Wine. */
final class WizardFonts {
    private static final String REPLACEMENTS = "HKCU\\Software\\Wine\\Fonts\\Replacements";

    private WizardFonts() {}

    /** A fresh Windows on a screen, with fonts like those of Windows. */
    static Wine wine(String name, Screen screen) throws IOException {
        Wine wine = Wine.fresh(name, Map.of("DISPLAY", screen.display(), "FONTCONFIG_FILE",
                Path.of("src/test/fonts.conf").toAbsolutePath().toString()));
        // Without a window manager, Wine draws the frames of windows and gives one of them the keyboard.
        wine.registry().setString("HKCU\\Software\\Wine\\X11 Driver", "Managed", "N");
        wine.registry().setString(REPLACEMENTS, "Segoe UI", "Open Sans");
        // Windows Installer measures everything by the height of this font: 16 pixels.
        wine.registry().setString(REPLACEMENTS, "MS Sans Serif", "Tahoma");
        return wine;
    }
}
