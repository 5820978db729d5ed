package org.omsgateway.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A KDC of MIT Kerberos on a port of the loopback address, with all its files in one folder. */
public final class Kdc implements AutoCloseable {
    public static final String REALM = "TEST.EXAMPLE";
    /** Of all users. */
    public static final String PASSWORD = "s3cret";
    private static final String JDK_CONFIG = "java.security.krb5.conf";

    private final Path folder;
    private final int port = TestServer.unusedPort();
    private final String former = System.getProperty(JDK_CONFIG);
    private Program program;

    /** Starts it with the user {@code agent} and the service {@code HTTP/localhost}, and makes the JDK use it. */
    public Kdc(Path folder) throws Exception {
        this.folder = folder;
        Files.writeString(config(), """
            [libdefaults]
             default_realm = %1$s
             dns_lookup_kdc = false
             dns_lookup_realm = false
             dns_canonicalize_hostname = false
             udp_preference_limit = 1
             kdc_timeout = 2000
             max_retries = 1
            [realms]
             %1$s = {
              kdc = 127.0.0.1:%2$s
             }
            """.formatted(REALM, port));
        Files.writeString(folder.resolve("kdc.conf"), """
            [kdcdefaults]
             kdc_listen = ""
             kdc_tcp_listen = 127.0.0.1:%1$s
            [realms]
             %2$s = {
              database_name = %3$s/principal
              key_stash_file = %3$s/stash
              acl_file = %3$s/acl
             }
            """.formatted(port, REALM, folder));
        run("/usr/sbin/kdb5_util", "create", "-s", "-r", REALM, "-P", "master");
        admin("addprinc -pw " + PASSWORD + " agent",
                "addprinc -randkey HTTP/localhost",
                "ktadd -k " + keytab("service") + " HTTP/localhost",
                "ktadd -norandkey -k " + keytab("agent") + " agent");
        start();
        System.setProperty(JDK_CONFIG, config().toString());
    }

    public Path config() {
        return folder.resolve("krb5.conf");
    }

    /** The keys of {@code agent} or {@code service}. */
    public Path keytab(String owner) {
        return folder.resolve(owner + ".keytab");
    }

    /** Runs commands of kadmin.local. */
    public void admin(String... commands) throws Exception {
        for (String command : commands) {
            run("/usr/sbin/kadmin.local", "-r", REALM, "-q", command);
        }
    }

    /** Writes tickets of {@code agent} to {@code cache}. */
    public void kinit(Path cache, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("kinit", "-k", "-t", keytab("agent").toString(), "-c",
                cache.toString()));
        command.addAll(List.of(options));
        command.add("agent");
        run(command.toArray(String[]::new));
    }

    public void start(String... prefix) throws Exception {
        List<String> command = command(prefix);
        command.addAll(List.of("/usr/sbin/krb5kdc", "-n", "-r", REALM, "-P", folder.resolve("pid").toString()));
        program = Program.start(folder, command);
        program.awaitListening(port);
    }

    /** Ends it until it is started again. */
    public void stop() {
        program.close();
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of("env", "KRB5_CONFIG=" + config(),
                "KRB5_KDC_PROFILE=" + folder.resolve("kdc.conf")));
        command.addAll(List.of(words));
        return command;
    }

    private void run(String... words) throws Exception {
        try (Program run = Program.start(folder, command(words))) {
            if (run.exitCode() != 0) {
                throw new IOException(run.output());
            }
        }
    }

    @Override
    public void close() {
        stop();
        if (former == null) {
            System.clearProperty(JDK_CONFIG);
        } else {
            System.setProperty(JDK_CONFIG, former);
        }
    }
}
