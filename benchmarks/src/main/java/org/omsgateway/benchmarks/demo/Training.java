package org.omsgateway.benchmarks.demo;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.omsgateway.benchmarks.Certificates;
import org.omsgateway.benchmarks.Workspace;
import org.omsgateway.benchmarks.peers.ProxyProcess;

/**
 * Shows a gateway in a process of its own what it will have to do: an agent's uploads, through a relay proxy, and a
 * forbidden host. Its Java runtime can note which classes this takes.
 */
public final class Training {
    private static final String AGENT = "00000000-0000-4000-8000-000000000001";
    private static final int UPLOADS = 3;

    private Training() {}

    /** @param args a folder for the gateway's files, and the command that starts the gateway */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        List<String> command = List.of(args).subList(1, args.length);
        ExecutorService threads = Executors.newCachedThreadPool();
        Certificates certificates = new Certificates(Algorithm.ecp256, List.of(Workspace.HOST));
        InetAddress loopback = InetAddress.getLoopbackAddress();
        X509Bundle certificate = certificates.enrol(Workspace.ID, AGENT);
        SimulatedAgent agent =
                new SimulatedAgent(AGENT, loopback, certificates.agentContext(certificate), new Ledger());
        try (LogAnalyticsStandIn logAnalytics =
                        new LogAnalyticsStandIn(certificates.serviceContext(), new Ledger(), threads);
                CorporateProxy relay = new CorporateProxy(logAnalytics.address(), Optional.empty(), threads)) {
            InetSocketAddress gateway = freeAddress(loopback);
            Path settings = Files.write(folder.resolve("gateway.properties"), List.of(
                    "ListenAddress=" + gateway.getAddress().getHostAddress(),
                    "ListenPort=" + gateway.getPort(),
                    "AllowedHosts=" + Workspace.HOST,
                    "AllowedClientCertificates=" + certificate.getCertificate().getSubjectX500Principal(),
                    "RelayProxyAddress=127.0.0.1:" + relay.address().getPort()));
            List<String> run = Stream.concat(command.stream(), Stream.of("run", "--config", settings.toString(),
                    "--log", folder.resolve("log").toString())).toList();
            ProxyProcess process = ProxyProcess.start(run, gateway, folder.resolve("output"));
            try {
                for (int upload = 0; upload < UPLOADS; upload++) {
                    agent.uploadOnce(gateway, Workspace.HOST);
                }
                Tunnel.ask(gateway, loopback, "CONNECT paste.example:443 HTTP/1.1\r\n\r\n");
            } finally {
                process.close();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static InetSocketAddress freeAddress(InetAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, address)) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }
}
