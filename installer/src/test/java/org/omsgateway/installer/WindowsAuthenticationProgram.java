package org.omsgateway.installer;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.policy.Destination;
import org.omsgateway.proxy.DialRequest;
import org.omsgateway.proxy.Dialer;
import org.omsgateway.proxy.Dialers;
import org.omsgateway.proxy.MemoryBudget;
import org.omsgateway.proxy.RelayReport;
import org.omsgateway.proxy.Requester;
import org.omsgateway.proxy.SystemNameResolver;

/**
 * Opens two tunnels, one after the other. Argument: the port of a relay proxy. Standard input: user name and password,
 * a line each, or none. An argument would lose characters that the tests' locale does not have.
 */
final class WindowsAuthenticationProgram {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private WindowsAuthenticationProgram() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        String[] lines = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
        Optional<RelayProxy.Credential> credential = lines.length < 2 ? Optional.empty()
                : Optional.of(new RelayProxy.Credential(lines[0], lines[1]));
        RelayProxy relay = new RelayProxy("127.0.0.1", Integer.parseInt(arguments[0]), credential);
        Dialer dialer = new Dialers(new SystemNameResolver(), MemoryBudget.ofThisProcess())
                .through("the relay proxy", relay, TIMEOUT);
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        DialRequest request = DialRequest.of(new Destination("allowed.example", 443), Requester.GATEWAY);
        for (int i = 0; i < 2; i++) {
            try {
                System.out.println(dialer.dial(request, loops.next()).get().attr(RelayReport.KEY).get());
            } catch (ExecutionException e) {
                System.out.println(e.getCause().getMessage());
            }
        }
        System.exit(0);
    }
}
