package org.omsgateway.auth;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.omsgateway.config.RelayProxy;

/**
 * The gateway's Kerberos tickets: by user name and password if they are set, otherwise from the client keytab that
 * {@value #CLIENT_KEYTAB} names, otherwise from the credentials cache that {@value #CACHE} names, or the user's
 * default one. Safe for use by several threads; one of them logs in for all.
 */
final class KerberosLogin {
    static final String CLIENT_KEYTAB = "KRB5_CLIENT_KTNAME";
    static final String CACHE = "KRB5CCNAME";
    /** Tickets are replaced before they end. */
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";
    private static final String FILE = "FILE:";

    private final Optional<RelayProxy.Credential> credential;
    private final Map<String, String> environment;
    private final AtomicBoolean isStale = new AtomicBoolean();
    private Subject current;
    private volatile String account;

    KerberosLogin(Optional<RelayProxy.Credential> credential, Map<String, String> environment) {
        this.credential = credential;
        this.environment = environment;
        this.account = credential.map(RelayProxy.Credential::username)
                .orElse("the account of the Kerberos ticket");
    }

    /** The user name, or the principal as soon as it is known. */
    String account() {
        return account;
    }

    /** A subject with a ticket that is valid now. Blocks while the KDC is asked. */
    synchronized Subject subject() throws AuthenticationException {
        if (isStale.getAndSet(false) || current == null || end(current).isBefore(Instant.now().plus(MARGIN))) {
            current = null;
            current = login();
        }
        return current;
    }

    /** Makes the next caller log in anew; does not block. */
    void forget() {
        isStale.set(true);
    }

    private Subject login() throws AuthenticationException {
        try {
            Map<String, String> options = options();
            LoginContext login = new LoginContext("oms-gateway", new Subject(), this::answer,
                    new OneModule(options));
            login.login();
            Subject subject = login.getSubject();
            subject.getPrincipals(KerberosPrincipal.class).stream().findFirst()
                    .ifPresent(principal -> account = principal.getName());
            if (end(subject).isBefore(Instant.now())) {
                throw new AuthenticationException(AuthenticationException.Reason.EXPIRED);
            }
            return subject;
        } catch (LoginException | IOException e) {
            throw KerberosFailure.of(e);
        }
    }

    private Map<String, String> options() throws IOException {
        Map<String, String> options = new HashMap<>(Map.of("refreshKrb5Config", "true"));
        String keytab = environment.get(CLIENT_KEYTAB);
        if (credential.isPresent()) {
            options.put("principal", credential.get().username());
        } else if (keytab != null) {
            options.put("useKeyTab", "true");
            options.put("doNotPrompt", "true");
            options.put("keyTab", file(keytab));
            options.put("principal", KeytabPrincipal.first(Path.of(file(keytab))));
        } else {
            options.put("useTicketCache", "true");
            options.put("doNotPrompt", "true");
            if (environment.containsKey(CACHE)) {
                options.put("ticketCache", file(environment.get(CACHE)));
            }
        }
        return options;
    }

    private static String file(String name) {
        return name.startsWith(FILE) ? name.substring(FILE.length()) : name;
    }

    private void answer(Callback... questions) {
        for (Callback question : questions) {
            if (question instanceof NameCallback name) {
                name.setName(credential.orElseThrow().username());
            } else if (question instanceof PasswordCallback password) {
                password.setPassword(credential.orElseThrow().password().toCharArray());
            }
        }
    }

    /** When the ticket for tickets ends. */
    private static Instant end(Subject subject) {
        return subject.getPrivateCredentials(KerberosTicket.class).stream()
                .filter(ticket -> !ticket.isDestroyed() && ticket.getServer().getName().startsWith("krbtgt/"))
                .map(ticket -> ticket.getEndTime().toInstant())
                .max(Instant::compareTo).orElse(Instant.MIN);
    }

    /** What a JAAS file would say. */
    private static final class OneModule extends Configuration {
        private final Map<String, String> options;

        OneModule(Map<String, String> options) {
            this.options = options;
        }

        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {new AppConfigurationEntry(MODULE,
                    AppConfigurationEntry.LoginModuleControlFlag.REQUIRED, options)};
        }
    }
}
