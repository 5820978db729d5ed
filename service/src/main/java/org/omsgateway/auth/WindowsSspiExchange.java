package org.omsgateway.auth;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Secur32;
import com.sun.jna.platform.win32.Sspi;
import com.sun.jna.platform.win32.Sspi.CredHandle;
import com.sun.jna.platform.win32.Sspi.CtxtHandle;
import com.sun.jna.platform.win32.Sspi.SecBufferDesc;
import com.sun.jna.platform.win32.Sspi.TimeStamp;
import com.sun.jna.platform.win32.SspiUtil.ManagedSecBufferDesc;
import com.sun.jna.ptr.IntByReference;
import java.util.Optional;
import org.omsgateway.auth.AuthenticationException.Reason;
import org.omsgateway.config.RelayProxy;

/** A handshake by SSPI. */
final class WindowsSspiExchange implements Exchange {
    /** In bytes; Windows' own limit is 48,000. */
    private static final int MAX_TOKEN = 64 * 1024;

    private final String scheme;
    private final String service;
    private final Optional<RelayProxy.Credential> credential;
    private CredHandle user;
    private CtxtHandle context;
    private boolean complete;

    /** @param scheme the name of the security package, too */
    WindowsSspiExchange(String scheme, String service, Optional<RelayProxy.Credential> credential) {
        this.scheme = scheme;
        this.service = service;
        this.credential = credential;
    }

    @Override
    public byte[] next(byte[] challenge) throws AuthenticationException {
        if (complete) {
            throw new AuthenticationException(Reason.REFUSED);
        }
        if (user == null) {
            user = acquire();
        }
        SecBufferDesc in = challenge.length == 0 ? null
                : new ManagedSecBufferDesc(Sspi.SECBUFFER_TOKEN, challenge);
        ManagedSecBufferDesc out = new ManagedSecBufferDesc(Sspi.SECBUFFER_TOKEN, MAX_TOKEN);
        CtxtHandle next = context == null ? new CtxtHandle() : context;
        int status = Secur32.INSTANCE.InitializeSecurityContext(user, context, service, Sspi.ISC_REQ_CONNECTION, 0,
                Sspi.SECURITY_NATIVE_DREP, in, 0, next, out, new IntByReference(), new TimeStamp());
        if (status < 0) {
            throw WindowsSspiFailure.of(status);
        }
        context = next;
        if (status == WindowsSspiFailure.COMPLETE_NEEDED || status == WindowsSspiFailure.COMPLETE_AND_CONTINUE) {
            int completed = Secur32.INSTANCE.CompleteAuthToken(context, out);
            if (completed < 0) {
                throw WindowsSspiFailure.of(completed);
            }
        }
        complete = status != WindowsSspiFailure.CONTINUE_NEEDED && status != WindowsSspiFailure.COMPLETE_AND_CONTINUE;
        byte[] token = out.getBuffer(0).getBytes();
        if (token == null || token.length == 0) {
            throw new AuthenticationException(Reason.REFUSED);
        }
        return token;
    }

    private CredHandle acquire() throws AuthenticationException {
        CredHandle handle = new CredHandle();
        Optional<Sspi.SEC_WINNT_AUTH_IDENTITY> identity = credential.map(WindowsSspiExchange::identity);
        identity.ifPresent(Sspi.SEC_WINNT_AUTH_IDENTITY::write);
        Pointer of = identity.map(Sspi.SEC_WINNT_AUTH_IDENTITY::getPointer).orElse(null);
        int status = Secur32.INSTANCE.AcquireCredentialsHandle(null, scheme, Sspi.SECPKG_CRED_OUTBOUND, null, of, null,
                null, handle, new TimeStamp());
        identity.ifPresent(Sspi.SEC_WINNT_AUTH_IDENTITY::clear);
        if (status != 0) {
            throw WindowsSspiFailure.of(status);
        }
        return handle;
    }

    /** {@code DOMAIN\\user}, {@code user@domain} or {@code user}. */
    private static Sspi.SEC_WINNT_AUTH_IDENTITY identity(RelayProxy.Credential credential) {
        int backslash = credential.username().indexOf('\\');
        Sspi.SEC_WINNT_AUTH_IDENTITY identity = new Sspi.SEC_WINNT_AUTH_IDENTITY();
        identity.User = credential.username().substring(backslash + 1);
        identity.Domain = credential.username().substring(0, Math.max(0, backslash));
        identity.Password = credential.password();
        return identity;
    }

    @Override
    public String account() {
        return credential.map(RelayProxy.Credential::username).orElseGet(WindowsAccount::name);
    }

    @Override
    public void close() {
        if (context != null) {
            Secur32.INSTANCE.DeleteSecurityContext(context);
            context = null;
        }
        if (user != null) {
            Secur32.INSTANCE.FreeCredentialsHandle(user);
            user = null;
        }
    }
}
