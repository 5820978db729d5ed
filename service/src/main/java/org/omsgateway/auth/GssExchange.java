package org.omsgateway.auth;

import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import javax.security.auth.Subject;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;
import org.omsgateway.auth.AuthenticationException.Reason;

/** A handshake of Negotiate with Kerberos inside (RFC 4559, RFC 4178). */
final class GssExchange implements Exchange {
    private static final String SPNEGO = "1.3.6.1.5.5.2";

    private final KerberosLogin login;
    private final String host;
    private GSSContext context;

    GssExchange(KerberosLogin login, String host) {
        this.login = login;
        this.host = host;
    }

    @Override
    public byte[] next(byte[] challenge) throws AuthenticationException {
        Subject subject = login.subject();
        try {
            return Subject.doAs(subject, (PrivilegedExceptionAction<byte[]>) () -> {
                if (context == null) {
                    context = newContext();
                }
                if (context.isEstablished()) {
                    throw new AuthenticationException(Reason.REFUSED);
                }
                byte[] token = context.initSecContext(challenge, 0, challenge.length);
                if (token == null) {
                    // The relay proxy has asked for more, but there is nothing more to say.
                    throw new AuthenticationException(Reason.REFUSED);
                }
                return token;
            });
        } catch (PrivilegedActionException e) {
            if (e.getException() instanceof AuthenticationException reason) {
                throw reason;
            }
            throw KerberosFailure.of(e.getException());
        }
    }

    private GSSContext newContext() throws GSSException {
        GSSManager manager = GSSManager.getInstance();
        GSSName service = manager.createName("HTTP@" + host, GSSName.NT_HOSTBASED_SERVICE);
        GSSContext made = manager.createContext(service, new Oid(SPNEGO), null, GSSContext.DEFAULT_LIFETIME);
        // The relay proxy proves nothing: what matters is inside TLS, which the clients verify.
        made.requestMutualAuth(false);
        return made;
    }

    @Override
    public String account() {
        return login.account();
    }

    @Override
    public void close() {
        if (context != null) {
            try {
                context.dispose();
            } catch (GSSException gone) {
                // There is nothing left to give back.
            }
        }
    }
}
