package org.omsgateway.installer;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinDef.HMODULE;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Prints texts that Windows reads from a DLL, for {@link WindowsEventsTest}. Arguments: the DLL, then for each text
 * {@code message} or {@code string}, a language and a number, or {@code message-for-culture} or
 * {@code string-for-culture}, a culture and a number. Output: a line for each text, with line breaks as {@code |}; ""
 * for none.
 */
final class WindowsTextsProgram {
    private static final int STRING_TABLE = 6;
    private static final int LONGEST_STRING = 4096;

    /** Functions of kernel32.dll that JNA lacks. */
    interface Resources extends StdCallLibrary {
        Pointer FindResourceEx(HMODULE module, Pointer type, Pointer name, short language);

        Pointer LoadResource(HMODULE module, Pointer resource);

        Pointer LockResource(Pointer resource);

        boolean SetThreadLocale(int culture);
    }

    /** A function of user32.dll that JNA lacks. */
    interface Strings extends StdCallLibrary {
        int LoadString(HMODULE module, int number, char[] buffer, int length);
    }

    private final Resources resources =
            Native.load("kernel32", Resources.class, W32APIOptions.UNICODE_OPTIONS);
    private final Strings strings = Native.load("user32", Strings.class, W32APIOptions.UNICODE_OPTIONS);
    private final HMODULE dll;

    private WindowsTextsProgram(String file) {
        dll = Kernel32.INSTANCE.LoadLibraryEx(file, null, Kernel32.LOAD_LIBRARY_AS_DATAFILE);
        if (dll == null) {
            throw new IllegalArgumentException(file + ": " + Kernel32.INSTANCE.GetLastError());
        }
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        WindowsTextsProgram texts = new WindowsTextsProgram(arguments[0]);
        for (int i = 1; i < arguments.length; i += 3) {
            int language = Integer.parseInt(arguments[i + 1], 16);
            int number = Integer.parseInt(arguments[i + 2]);
            String text = switch (arguments[i]) {
                case "message" -> texts.message(language, number);
                case "string" -> texts.string(language, number);
                case "message-for-culture" -> texts.forCulture(language, () -> texts.message(0, number));
                case "string-for-culture" -> texts.forCulture(language, () -> texts.string(number));
                default -> throw new IllegalArgumentException(arguments[i]);
            };
            out.println(text.replace("\r\n", "|"));
        }
    }

    /** A text in the language that Windows chooses for a user of the culture. */
    private String forCulture(int culture, Supplier<String> text) {
        if (!resources.SetThreadLocale(culture)) {
            throw new IllegalArgumentException(Integer.toHexString(culture) + ": " + Kernel32.INSTANCE.GetLastError());
        }
        return text.get();
    }

    private String string(int number) {
        char[] text = new char[LONGEST_STRING];
        return new String(text, 0, strings.LoadString(dll, number, text, text.length));
    }

    private String message(int language, int number) {
        PointerByReference buffer = new PointerByReference();
        String line = "THE LINE";
        try (Memory text = new Memory((line.length() + 1L) * Native.WCHAR_SIZE);
                Memory arguments = new Memory(Native.POINTER_SIZE)) {
            text.setWideString(0, line);
            arguments.setPointer(0, text);
            int length = Kernel32.INSTANCE.FormatMessage(WinBase.FORMAT_MESSAGE_ALLOCATE_BUFFER
                    | WinBase.FORMAT_MESSAGE_FROM_HMODULE | WinBase.FORMAT_MESSAGE_ARGUMENT_ARRAY, dll.getPointer(),
                    number, language, buffer, 0, arguments);
            return length == 0 ? "" : buffer.getValue().getWideString(0);
        }
    }

    /** A table holds sixteen strings, each after its length. */
    private String string(int language, int number) {
        Pointer resource = resources.FindResourceEx(dll, Pointer.createConstant(STRING_TABLE),
                Pointer.createConstant(number / 16 + 1), (short) language);
        if (resource == null) {
            return "";
        }
        Pointer string = resources.LockResource(resources.LoadResource(dll, resource));
        for (int i = 0; i < number % 16; i++) {
            string = string.share((1L + string.getShort(0)) * Native.WCHAR_SIZE);
        }
        return new String(string.getCharArray(Native.WCHAR_SIZE, string.getShort(0)));
    }
}
