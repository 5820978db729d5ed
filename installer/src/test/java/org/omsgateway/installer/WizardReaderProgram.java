package org.omsgateway.installer;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.WinDef.DWORDByReference;
import com.sun.jna.platform.win32.WinDef.HWND;
import com.sun.jna.platform.win32.WinDef.LPARAM;
import com.sun.jna.platform.win32.WinDef.RECT;
import com.sun.jna.platform.win32.WinDef.WPARAM;
import com.sun.jna.platform.win32.WinUser;
import com.sun.jna.Pointer;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/**
 * Reads the window in front like a screen reader, for {@link Wizard}. After each line of input it prints a line for the
 * window, one for each visible control, and an empty line. The fields of a line, separated by tabs, are: the class,
 * {@code enabled}, {@code focused} or "" for not, left, top, width, height, {@code checked}, the text.
 */
final class WizardReaderProgram {
    private static final int WM_GETTEXT = 0x000D;
    private static final int BM_GETCHECK = 0x00F0;
    private static final int LONGEST_TEXT = 4096;
    private static final int PATIENCE_MS = 60_000;

    private WizardReaderProgram() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // System.in asks how many bytes are available, which a pipe of Wine cannot tell.
        InputStream in = new FileInputStream(FileDescriptor.in);
        while (in.read() == '\n') {
            StringBuilder lines = new StringBuilder();
            HWND window = User32.INSTANCE.GetForegroundWindow();
            if (window != null) {
                HWND focus = focus(window);
                lines.append(line(window, focus));
                User32.INSTANCE.EnumChildWindows(window, (control, data) -> {
                    if (User32.INSTANCE.IsWindowVisible(control)) {
                        lines.append(line(control, focus));
                    }
                    return true;
                }, Pointer.NULL);
            }
            out.println(lines);
        }
    }

    private static HWND focus(HWND window) {
        WinUser.GUITHREADINFO info = new WinUser.GUITHREADINFO();
        int thread = User32.INSTANCE.GetWindowThreadProcessId(window, null);
        return User32.INSTANCE.GetGUIThreadInfo(thread, info) ? info.hwndFocus : null;
    }

    private static String line(HWND window, HWND focus) {
        char[] type = new char[100];
        User32.INSTANCE.GetClassName(window, type, type.length);
        RECT place = new RECT();
        User32.INSTANCE.GetWindowRect(window, place);
        return new StringJoiner("\t", "", "\n").add(Native.toString(type))
                .add(User32.INSTANCE.IsWindowEnabled(window) ? "enabled" : "")
                .add(window.equals(focus) ? "focused" : "")
                .add("" + place.left).add("" + place.top)
                .add("" + (place.right - place.left)).add("" + (place.bottom - place.top))
                .add(send(window, BM_GETCHECK, 0, null) == 1 ? "checked" : "")
                .add(text(window)).toString();
    }

    private static String text(HWND window) {
        try (Memory text = new Memory(LONGEST_TEXT * (long) Native.WCHAR_SIZE)) {
            text.clear();
            send(window, WM_GETTEXT, LONGEST_TEXT, text);
            return text.getWideString(0).replaceAll("\\s+", " ");
        }
    }

    /** The result of a message; 0 if there is none in time. */
    private static long send(HWND window, int message, int value, Memory buffer) {
        DWORDByReference answer = new DWORDByReference();
        LPARAM data = new LPARAM(buffer == null ? 0 : Pointer.nativeValue(buffer));
        User32.INSTANCE.SendMessageTimeout(window, message, new WPARAM(value), data, WinUser.SMTO_NORMAL, PATIENCE_MS,
                answer);
        return answer.getValue().longValue();
    }
}
