package org.omsgateway.auth;

import com.sun.jna.platform.win32.WinError;
import java.util.Map;
import org.omsgateway.auth.AuthenticationException.Reason;

/** What the status codes of SSPI mean. */
final class WindowsSspiFailure {
    static final int CONTINUE_NEEDED = 0x00090312;
    static final int COMPLETE_NEEDED = 0x00090313;
    static final int COMPLETE_AND_CONTINUE = 0x00090314;

    private static final Map<Integer, Reason> REASONS = Map.ofEntries(
            Map.entry(WinError.SEC_E_TARGET_UNKNOWN, Reason.SPN),
            Map.entry(WinError.SEC_E_WRONG_PRINCIPAL, Reason.SPN),
            Map.entry(WinError.SEC_E_INVALID_TOKEN, Reason.GARBAGE),
            Map.entry(WinError.SEC_E_ILLEGAL_MESSAGE, Reason.GARBAGE),
            Map.entry(WinError.SEC_E_LOGON_DENIED, Reason.PASSWORD),
            Map.entry(WinError.SEC_E_UNKNOWN_CREDENTIALS, Reason.NO_CREDENTIAL),
            Map.entry(WinError.SEC_E_NO_CREDENTIALS, Reason.NO_CREDENTIAL),
            Map.entry(WinError.SEC_E_NO_AUTHENTICATING_AUTHORITY, Reason.NO_KDC),
            Map.entry(WinError.SEC_E_NO_TGT_REPLY, Reason.NO_KDC),
            Map.entry(WinError.SEC_E_CONTEXT_EXPIRED, Reason.EXPIRED),
            Map.entry(WinError.SEC_E_TIME_SKEW, Reason.CLOCK),
            Map.entry(WinError.SEC_E_KDC_UNKNOWN_ETYPE, Reason.ENCRYPTION),
            Map.entry(WinError.SEC_E_NO_KERB_KEY, Reason.ENCRYPTION));

    private WindowsSspiFailure() {}

    static AuthenticationException of(int status) {
        return new AuthenticationException(REASONS.getOrDefault(status, Reason.INTERNAL),
                String.format("SSPI error 0x%08X", status));
    }
}
