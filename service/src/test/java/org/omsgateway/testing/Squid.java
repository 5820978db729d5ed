package org.omsgateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * Squid with authentication and a parent proxy, so that every tunnel ends at the test's server, whatever the
 * host.
 */
public final class Squid implements AutoCloseable {
    private static final Path NTLM_HELPER = Path.of("/usr/lib/squid/ntlm_fake_auth");

    private final Program program;
    private final int port;

    /**
     * Squid with Basic authentication.
     *
     * @param parentPort of a proxy on this machine that grants every CONNECT
     */
    public Squid(Path folder, String username, String password, int parentPort) throws Exception {
        this(folder, username, password, parentPort, TestServer.unusedPort());
    }

    /** The same on a given port. */
    public Squid(Path folder, String username, String password, int parentPort, int port) throws Exception {
        this(folder, parentPort, port, basic(folder, username, password));
    }

    private static String basic(Path folder, String username, String password) throws Exception {
        Files.writeString(folder.resolve("passwords"), username + ":" + hashOf(folder, password) + "\n");
        return """
            auth_param basic program /usr/lib/squid/basic_ncsa_auth %s/passwords
            auth_param basic utf8 on
            """.formatted(folder);
    }

    /** Squid with Negotiate; the tickets are for {@code HTTP/localhost} at {@code kdc}. */
    public static Squid withKerberos(Path folder, Kdc kdc, int parentPort) throws Exception {
        // Squid's helpers run as another user.
        Path keytab = Files.copy(kdc.keytab("service"), folder.resolve("squid.keytab"));
        Files.setPosixFilePermissions(keytab, PosixFilePermissions.fromString("rw-r--r--"));
        Path config = Files.copy(kdc.config(), folder.resolve("squid-krb5.conf"));
        return new Squid(folder, parentPort, TestServer.unusedPort(), """
            auth_param negotiate program /usr/bin/env KRB5_CONFIG=%s /usr/lib/squid/negotiate_kerberos_auth \
                -k %s -s HTTP/localhost@%s -t none
            auth_param negotiate children 2
            """.formatted(config, keytab, Kdc.REALM));
    }

    /** Squid with NTLM and its own helper, which takes every proof. */
    public static Squid withNtlm(Path folder, int parentPort) throws Exception {
        return withNtlm(folder, NTLM_HELPER, parentPort);
    }

    /** The same with {@code challenge}, in Base64, in the place of the helper's own, which is from before NTLMv2. */
    public static Squid withNtlm(Path folder, String challenge, int parentPort) throws Exception {
        Path helper = Files.writeString(folder.resolve("ntlm-helper"), """
            #!/bin/sh
            %s | sed -u 's|^TT .*|TT %s|'
            """.formatted(NTLM_HELPER, challenge));
        Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwxr-xr-x"));
        return withNtlm(folder, helper, parentPort);
    }

    private static Squid withNtlm(Path folder, Path helper, int parentPort) throws Exception {
        return new Squid(folder, parentPort, TestServer.unusedPort(), """
            auth_param ntlm program %s
            auth_param ntlm children 2
            """.formatted(helper));
    }

    private Squid(Path folder, int parentPort, int port, String authentication) throws Exception {
        this.port = port;
        // Started by root, Squid becomes another user.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("squid.conf"), """
            http_port 127.0.0.1:%s
            %s
            acl authenticated proxy_auth REQUIRED
            http_access allow authenticated
            http_access deny all
            cache_peer 127.0.0.1 parent %s 0 no-query no-digest default
            never_direct allow all
            cache deny all
            access_log none
            cache_log /dev/null
            pid_filename none
            coredump_dir /tmp
            shutdown_lifetime 0 seconds
            """.formatted(port, authentication, parentPort));
        // Squids with the same name use the same shared memory and overwrite it.
        program = Program.start(folder, "squid", "-N", "-n", name(), "-f",
                folder.resolve("squid.conf").toString());
        program.awaitListening(port);
    }

    public int port() {
        return port;
    }

    private String name() {
        return "test" + port;
    }

    /** The prefix of this Squid's shared memory, different from every other Squid's. */
    public List<Path> sharedMemory() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/dev/shm"))) {
            return all.filter(file -> file.getFileName().toString().startsWith(name() + "-")).toList();
        }
    }

    private static String hashOf(Path folder, String password) throws Exception {
        try (Program openssl = Program.start(folder, "openssl", "passwd", "-apr1", "-stdin").input(password)) {
            if (openssl.exitCode() != 0) {
                throw new IOException(openssl.output());
            }
            return openssl.output().strip();
        }
    }

    @Override
    public void close() {
        program.close();
        try {
            for (Path left : sharedMemory()) {
                Files.deleteIfExists(left);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
