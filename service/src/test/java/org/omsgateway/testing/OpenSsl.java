package org.omsgateway.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Certificates and servers made by the program {@code openssl}. */
public final class OpenSsl {
    private final Path folder;

    /** @param folder for all files */
    public OpenSsl(Path folder) {
        this.folder = folder;
    }

    /** Makes {@code <name>.crt}, signed with its own {@code <name>.key}. */
    public void makeCertificate(String name, String subject, String extension)
            throws IOException, InterruptedException {
        run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", subject, "-addext", extension,
                "-keyout", name + ".key", "-out", name + ".crt");
    }

    /** Runs the program to its end and checks that it succeeded. */
    public String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(0, "openssl");
        try (Program program = Program.start(folder, command)) {
            if (program.exitCode() != 0) {
                throw new IOException(program.output());
            }
            return program.output();
        }
    }

    /** A server on {@code port} that speaks every version from TLS 1.0 on. */
    public Program server(int port, String certificate, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:" + port,
                "-cert", certificate + ".crt", "-key", certificate + ".key",
                "-cipher", "ALL:@SECLEVEL=0", "-min_protocol", "TLSv1"));
        command.addAll(List.of(options));
        Program program = Program.start(folder, command);
        program.awaitOutput("ACCEPT");
        return program;
    }
}
