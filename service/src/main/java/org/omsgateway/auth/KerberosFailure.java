package org.omsgateway.auth;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ietf.jgss.GSSException;
import org.omsgateway.auth.AuthenticationException.Reason;

/** What the JDK's failures of Kerberos mean. Their own texts may repeat texts of a KDC and are never shown. */
final class KerberosFailure {
    /** The number of an error (RFC 4120, section 7.5.9) in a text of the JDK. */
    private static final Pattern CODE = Pattern.compile("\\(([0-9]{1,4})\\)");
    private static final Map<Integer, Reason> REASONS = Map.ofEntries(
            Map.entry(1, Reason.ACCOUNT_LOCKED), Map.entry(2, Reason.EXPIRED),
            Map.entry(6, Reason.ACCOUNT_UNKNOWN), Map.entry(7, Reason.SPN), Map.entry(14, Reason.ENCRYPTION),
            Map.entry(18, Reason.ACCOUNT_LOCKED), Map.entry(23, Reason.PASSWORD_EXPIRED),
            Map.entry(24, Reason.PASSWORD), Map.entry(32, Reason.EXPIRED), Map.entry(33, Reason.CLOCK),
            Map.entry(37, Reason.CLOCK));
    private static final Pattern NO_KDC = Pattern.compile(
            "(?s).*(?:Cannot (?:get kdc|locate KDC|locate default realm|find KDC)|Receive timed out|connect timed out"
                    + "|Connection refused|unreachable|ICMP).*");
    private static final Pattern WRONG_PASSWORD = Pattern.compile("(?s).*Checksum failed.*");
    private static final Pattern NO_ENCRYPTION = Pattern.compile("(?s).*(?:no supported default etypes"
            + "|Encryption type .* is not supported).*");

    private KerberosFailure() {}

    static AuthenticationException of(Throwable failure) {
        String texts = texts(failure);
        Matcher code = CODE.matcher(texts);
        while (code.find()) {
            Reason reason = REASONS.get(Integer.valueOf(code.group(1)));
            if (reason != null) {
                return new AuthenticationException(reason, "Kerberos error " + code.group(1));
            }
        }
        if (NO_KDC.matcher(texts).matches()) {
            return new AuthenticationException(Reason.NO_KDC);
        }
        if (WRONG_PASSWORD.matcher(texts).matches()) {
            return new AuthenticationException(Reason.PASSWORD);
        }
        if (NO_ENCRYPTION.matcher(texts).matches()) {
            return new AuthenticationException(Reason.ENCRYPTION);
        }
        return failure instanceof GSSException gss ? of(gss) : new AuthenticationException(Reason.NO_CREDENTIAL);
    }

    private static AuthenticationException of(GSSException failure) {
        return switch (failure.getMajor()) {
            case GSSException.DEFECTIVE_TOKEN, GSSException.BAD_MECH ->
                    new AuthenticationException(Reason.GARBAGE);
            case GSSException.NO_CRED -> new AuthenticationException(Reason.NO_CREDENTIAL);
            case GSSException.CREDENTIALS_EXPIRED -> new AuthenticationException(Reason.EXPIRED);
            default -> new AuthenticationException(Reason.INTERNAL, "GSS-API error " + failure.getMajor());
        };
    }

    private static String texts(Throwable failure) {
        StringBuilder texts = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            texts.append(cause).append('\n');
        }
        return texts.toString();
    }
}
