package org.omsgateway.installer;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
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

/** Opens two tunnels, one after the other. Arguments: the port of a relay proxy, and user name and password or none. */
final class WindowsAuthenticationProgram {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private WindowsAuthenticationProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        Optional<RelayProxy.Credential> credential = arguments.length == 1 ? Optional.empty()
                : Optional.of(new RelayProxy.Credential(arguments[1], arguments[2]));
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
