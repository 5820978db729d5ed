package org.omsgateway.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;

/** Functions of {@code advapi32.dll} that JNA's own binding lacks. */
public interface WindowsSecurity extends StdCallLibrary {
    WindowsSecurity INSTANCE = Native.load("advapi32", WindowsSecurity.class);

    int DACL_SECURITY_INFORMATION = 4;
    int SDDL_REVISION_1 = 1;

    /** {@code descriptor} is to be freed with LocalFree. */
    boolean ConvertStringSecurityDescriptorToSecurityDescriptorW(WString text, int revision,
            PointerByReference descriptor, IntByReference size);

    /** {@code text} is to be freed with LocalFree. */
    boolean ConvertSecurityDescriptorToStringSecurityDescriptorW(Pointer descriptor, int revision, int information,
            PointerByReference text, IntByReference length);

    int RegGetKeySecurity(WinReg.HKEY key, int information, Pointer descriptor, IntByReference size);

    int RegSetKeySecurity(WinReg.HKEY key, int information, Pointer descriptor);
}
