package org.omsgateway.installer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A page or box of the wizard as the tables of a package describe it. */
final class WizardDialog {
    /** Places and sizes are in installer units. */
    record Control(String name, String type, int x, int y, int width, int height, int attributes, String property,
                   String text, String next, String help) {
        private static final int NO_PREFIX = 0x20000;
        private static final int PASSWORD = 0x200000;
        private static final int ELEVATION_SHIELD = 0x800000;

        boolean isPassword() {
            return type.equals("Edit") && (attributes & PASSWORD) != 0;
        }

        boolean hasShield() {
            return type.equals("PushButton") && (attributes & ELEVATION_SHIELD) != 0;
        }

        /** Whether an & in the text marks the letter that selects the control. */
        boolean hasMnemonics() {
            return switch (type) {
                case "PushButton", "CheckBox", "RadioButton" -> true;
                case "Text" -> (attributes & NO_PREFIX) == 0;
                default -> false;
            };
        }

        /** The letter that selects the control, in lower case. */
        Optional<Character> mnemonic() {
            int mark = text.replace("&&", "__").indexOf('&');
            return hasMnemonics() && mark >= 0 ? Optional.of(Character.toLowerCase(text.charAt(mark + 1)))
                    : Optional.empty();
        }

        /** The text as shown on the screen, without marks of style and mnemonic. */
        String visibleText() {
            String plain = text.replaceFirst("^\\{\\\\\\w+}", "");
            return hasMnemonics() ? plain.replaceAll("&(.)", "$1") : plain;
        }

        /** The name of the control's text style; "" for the dialog's own. */
        String style() {
            return text.startsWith("{\\") ? text.substring(2, text.indexOf('}')) : "";
        }

        boolean overlaps(Control other) {
            return x < other.x + other.width && other.x < x + width
                    && y < other.y + other.height && other.y < y + height;
        }
    }

    private final Map<String, String> row;
    private final Map<String, Control> controls = new LinkedHashMap<>();

    private WizardDialog(Msi msi, Map<String, String> row) {
        this.row = row;
        for (Map<String, String> control : msi.table("Control")) {
            if (control.get("Dialog_").equals(name())) {
                add(control(control));
            }
        }
        for (Control group : List.copyOf(controls.values())) {
            if (group.type().equals("RadioButtonGroup")) {
                msi.table("RadioButton").stream().filter(button -> button.get("Property").equals(group.property()))
                        .forEach(button -> add(radioButton(group, button)));
            }
        }
    }

    static List<WizardDialog> of(Msi msi) {
        return msi.table("Dialog").stream().map(row -> new WizardDialog(msi, row)).toList();
    }

    String name() {
        return row.get("Dialog");
    }

    int width() {
        return Integer.parseInt(row.get("Width"));
    }

    int height() {
        return Integer.parseInt(row.get("Height"));
    }

    String title() {
        return row.get("Title");
    }

    /** The control named in {@code Control_First}, {@code Control_Default} or {@code Control_Cancel}; "" if none is. */
    String special(String column) {
        return row.get(column);
    }

    List<Control> controls() {
        return List.copyOf(controls.values());
    }

    Control control(String name) {
        Control control = controls.get(name);
        if (control == null) {
            throw new IllegalArgumentException(name() + " has no " + name);
        }
        return control;
    }

    /** The controls in the order of Tab, from the first until one comes again. A single control has no next one. */
    List<Control> ring() {
        List<Control> ring = new ArrayList<>();
        Control at = control(special("Control_First"));
        while (!ring.contains(at)) {
            ring.add(at);
            at = at.next().isEmpty() && ring.size() == 1 ? at : control(at.next());
        }
        return ring;
    }

    private void add(Control control) {
        controls.put(control.name(), control);
    }

    private static Control control(Map<String, String> row) {
        return new Control(row.get("Control"), row.get("Type"), number(row, "X"), number(row, "Y"),
                number(row, "Width"), number(row, "Height"), number(row, "Attributes"), row.get("Property"),
                row.get("Text"), row.get("Control_Next"), row.get("Help"));
    }

    /** The buttons of a radio button group; their places are relative to the group. */
    private static Control radioButton(Control group, Map<String, String> row) {
        return new Control(group.name() + row.get("Value"), "RadioButton", group.x() + number(row, "X"),
                group.y() + number(row, "Y"), number(row, "Width"), number(row, "Height"), 0, group.property(),
                row.get("Text"), "", "");
    }

    private static int number(Map<String, String> row, String column) {
        return Integer.parseInt(row.get(column));
    }

    @Override
    public String toString() {
        return name();
    }
}
