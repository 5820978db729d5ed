package org.omsgateway.auth;

import com.sun.jna.platform.win32.Secur32.EXTENDED_NAME_FORMAT;
import com.sun.jna.platform.win32.Secur32Util;
import com.sun.jna.platform.win32.Win32Exception;

/** The account of this process. */
final class WindowsAccount {
    private static final String SERVICES = "NT SERVICE\\";
    private static final String AUTHORITY = "NT AUTHORITY\\";
    private static final String NAME = find();

    private WindowsAccount() {}

    /** As {@code DOMAIN\\name}; of an account without a password of its own, with what it is on the network. */
    static String name() {
        return NAME;
    }

    private static String find() {
        String name;
        try {
            name = Secur32Util.getUserNameEx(EXTENDED_NAME_FORMAT.NameSamCompatible);
        } catch (Win32Exception unknown) {
            name = System.getProperty("user.name");
        }
        boolean isComputer = name.startsWith(SERVICES) || name.startsWith(AUTHORITY);
        return isComputer ? name + " (on the network: the account of this computer)" : name;
    }
}
