package org.omsgateway.benchmarks.peers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.omsgateway.benchmarks.Workspace;

/**
 * The gateway and the programs that people use instead, configured for as many tunnels as the machine holds and for
 * speed: no access log, no cache. All other settings are their defaults.
 */
public final class Peers {
    private static final int MAX_TUNNELS = 9_900;

    private Peers() {}

    /**
     * The gateway first, then its peers.
     *
     * @param endpoint the address to which HAProxy relays, because it has no CONNECT
     * @param gateway the folder of the packaged gateway, whose Java options the bare relay uses, too
     * @param littleProxyJars a folder with LittleProxy and its dependencies
     * @param ownClassPath of the benchmarks, for the bare relay
     */
    public static List<Proxy> all(InetSocketAddress endpoint, Path gateway, Path littleProxyJars, String ownClassPath) {
        return List.of(gateway("OMS Gateway", gateway), bareRelay(gateway, ownClassPath), squid(), haproxy(endpoint),
                apache(), tinyproxy(), littleProxy(littleProxyJars));
    }

    /** @param image the folder of a packaged gateway */
    public static Proxy gateway(String name, Path image) {
        return new Proxy(name, true, (folder, port) -> List.of(image.resolve("bin/oms-gateway").toString(),
                "run", "--config", write(folder, "gateway.properties", """
                ListenAddress=127.0.0.1
                ListenPort=%s
                AllowedHosts=%s
                AllowedClientCertificates=%s
                """.formatted(port, Workspace.HOST, Workspace.ID))));
    }

    private static Proxy bareRelay(Path image, String classPath) {
        return new Proxy("bare Netty relay", true, (folder, port) -> List.of(
                image.resolve("runtime/bin/java").toString(), "@" + image.resolve("lib/service.vmoptions"),
                "-cp", classPath, BareRelay.class.getName(), String.valueOf(port)));
    }

    private static Proxy squid() {
        // Squid's shared memory has this name; another Squid on this machine with the same name would overwrite it.
        return new Proxy("Squid", true, (folder, port) -> List.of("squid", "-N", "-n", "bench" + port, "-f",
                write(folder, "squid.conf", """
                http_port 127.0.0.1:%s
                http_access allow all
                cache deny all
                access_log none
                cache_log %s/cache.log
                cache_store_log none
                pid_filename none
                netdb_filename none
                max_filedescriptors 20000
                shutdown_lifetime 0 seconds
                """.formatted(port, folder))));
    }

    private static Proxy haproxy(InetSocketAddress endpoint) {
        return new Proxy("HAProxy (TCP)", false, (folder, port) -> List.of("haproxy", "-f",
                write(folder, "haproxy.cfg", """
                global
                    maxconn %s
                    tune.bufsize 131072
                defaults
                    mode tcp
                    timeout connect 15s
                    timeout client 10m
                    timeout server 10m
                listen relay
                    bind 127.0.0.1:%s
                    server endpoint %s:%s
                """.formatted(MAX_TUNNELS, port, endpoint.getAddress().getHostAddress(), endpoint.getPort()))));
    }

    private static Proxy apache() {
        return new Proxy("Apache httpd", true, (folder, port) -> List.of("apache2", "-D", "FOREGROUND", "-f",
                write(folder, "httpd.conf", """
                ServerRoot %1$s
                ServerName localhost
                PidFile %1$s/httpd.pid
                DefaultRuntimeDir %1$s
                ErrorLog %1$s/error.log
                Listen 127.0.0.1:%2$d
                User www-data
                Group www-data
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
                LoadModule proxy_connect_module /usr/lib/apache2/modules/mod_proxy_connect.so
                ThreadLimit 1000
                ThreadsPerChild 1000
                ServerLimit 10
                MaxRequestWorkers 10000
                ListenBacklog 4096
                Timeout 600
                ProxyRequests On
                ProxyVia Off
                AllowCONNECT 443
                """.formatted(folder, port))));
    }

    private static Proxy tinyproxy() {
        return new Proxy("tinyproxy", true, (folder, port) -> List.of("tinyproxy", "-d", "-c",
                write(folder, "tinyproxy.conf", """
                Listen 127.0.0.1
                Port %s
                MaxClients %s
                Timeout 600
                LogLevel Critical
                ConnectPort 443
                DisableViaHeader Yes
                """.formatted(port, MAX_TUNNELS))));
    }

    private static Proxy littleProxy(Path jars) {
        return new Proxy("LittleProxy", true, (folder, port) -> List.of(java(), "-cp", jars + "/*",
                "org.littleshoot.proxy.Launcher", "--server", "--port", String.valueOf(port)));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String write(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toAbsolutePath().toString();
    }
}
