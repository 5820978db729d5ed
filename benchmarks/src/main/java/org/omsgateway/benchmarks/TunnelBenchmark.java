package org.omsgateway.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.omsgateway.benchmarks.load.RecordedHandshake;
import org.omsgateway.config.Limits;
import org.omsgateway.eventlog.GatewayLog;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.policy.AllowedClients;
import org.omsgateway.policy.ClientCertificatePolicy;
import org.omsgateway.policy.DestinationPolicy;
import org.omsgateway.policy.HostPattern;
import org.omsgateway.proxy.DialRequest;
import org.omsgateway.proxy.Dialer;
import org.omsgateway.proxy.ListenAddress;
import org.omsgateway.proxy.MemoryBudget;
import org.omsgateway.proxy.ProxyServer;
import org.omsgateway.proxy.ProxySettings;
import org.omsgateway.tls.HandshakeRules;
import org.omsgateway.tls.TlsVersion;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Measures a round trip of a message through an open tunnel on the loopback address, to a server that echoes it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TunnelBenchmark {
    @Param({"1024", "65536"})
    private int bytes;

    /** Without the gateway: the cost of the system's sockets alone. */
    @Param({"true", "false"})
    private boolean throughGateway;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private ServerSocket echo;
    private ProxyServer proxy;
    private Socket tunnel;
    private byte[] message;

    @Setup
    public void open() throws Exception {
        List<byte[]> flights = RecordedHandshake.record().flights();
        message = new byte[bytes];
        echo = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread server = new Thread(() -> serve(flights));
        server.setDaemon(true);
        server.start();
        InetSocketAddress address = (InetSocketAddress) echo.getLocalSocketAddress();
        if (throughGateway) {
            proxy = new ProxyServer(loops, loops, GatewayLog.to(), new Counters(), settings(new EchoDialer(address)),
                    ended -> {});
            address = proxy.listen(new ListenAddress(Optional.of(InetAddress.getLoopbackAddress()), 0));
        }
        tunnel = new Socket(address.getAddress(), address.getPort());
        tunnel.setTcpNoDelay(true);
        if (throughGateway) {
            String request = "CONNECT " + Workspace.HOST + ":443 HTTP/1.1\r\n\r\n";
            exchange(request.getBytes(StandardCharsets.US_ASCII),
                    "HTTP/1.1 200 Connection established\r\n\r\n".length());
        }
        exchange(flights.get(0), flights.get(1).length);
        exchange(flights.get(2), flights.get(3).length);
    }

    private static ProxySettings settings(Dialer dialer) {
        HandshakeRules rules = new HandshakeRules(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3, false, true,
                new ClientCertificatePolicy(List.of(Workspace.ID), List.of()));
        return new ProxySettings(AllowedClients.ALL,
                new DestinationPolicy(List.of(new HostPattern(Workspace.HOST, false))), dialer, rules, Limits.DEFAULT,
                MemoryBudget.ofThisProcess());
    }

    private void serve(List<byte[]> flights) {
        try (Socket client = echo.accept()) {
            client.setTcpNoDelay(true);
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            in.readNBytes(flights.get(0).length);
            out.write(flights.get(1));
            in.readNBytes(flights.get(2).length);
            out.write(flights.get(3));
            in.transferTo(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public byte[] thereAndBack() throws IOException {
        return exchange(message, bytes);
    }

    private byte[] exchange(byte[] request, int answerLength) throws IOException {
        tunnel.getOutputStream().write(request);
        byte[] answer = tunnel.getInputStream().readNBytes(answerLength);
        if (answer.length < answerLength) {
            throw new IOException("Closed after " + answer.length + " bytes");
        }
        return answer;
    }

    @TearDown
    public void close() throws Exception {
        tunnel.close();
        echo.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    }

    private record EchoDialer(InetSocketAddress address) implements Dialer {
        @Override
        public Future<Channel> dial(DialRequest request, EventLoop loop) {
            Promise<Channel> way = loop.newPromise();
            ChannelFuture connection = new Bootstrap().group(loop).channel(NioSocketChannel.class)
                    .option(ChannelOption.AUTO_READ, false)
                    .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            // The proxy adds its own handlers.
                        }
                    })
                    .connect(address);
            connection.addListener(done -> {
                if (done.isSuccess()) {
                    way.setSuccess(connection.channel());
                } else {
                    way.setFailure(done.cause());
                }
            });
            return way;
        }
    }
}
