package org.omsgateway.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusSocketTest {
    @TempDir
    private Path folder;
    private final List<StatusChannel.Server> servers = new ArrayList<>();
    private StatusChannel channel;
    private Path socket;

    @BeforeEach
    void choose() {
        channel = StatusChannels.of(Optional.of(folder.resolve("gateway.properties")));
        socket = folder.resolve("gateway.properties.status");
    }

    @AfterEach
    void close() {
        servers.forEach(StatusChannel.Server::close);
    }

    private void serve(Supplier<byte[]> document) throws IOException {
        servers.add(channel.serve(document, failure -> {
            throw new AssertionError(failure);
        }));
    }

    @Test
    void makesADocumentForEachReader() throws Exception {
        AtomicInteger made = new AtomicInteger();
        serve(() -> new byte[] {(byte) made.incrementAndGet()});
        assertThat(channel.read()).containsExactly(1);
        assertThat(channel.read()).containsExactly(2);
    }

    @Test
    void onlyItsOwnerMayOpenIt() throws Exception {
        serve(() -> new byte[0]);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket))).isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(socket);
        }
        close();
        assertThat(socket).doesNotExist();
    }

    @Test
    void servesOthersWhileOneReaderDoesNotRead() throws Exception {
        byte[] document = new byte[8 << 20];
        serve(() -> document);
        try (SocketChannel stalled = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            assertThat(channel.read()).isEqualTo(document);
            assertThat(stalled.isConnected()).isTrue();
        }
    }

    @Test
    void takesThePlaceOfASocketThatAKilledGatewayHasLeft() throws Exception {
        serve(() -> new byte[] {1});
        serve(() -> new byte[] {2});
        assertThat(channel.read()).containsExactly(2);
    }

    @Test
    void saysThatNoGatewayRuns() throws Exception {
        assertThatThrownBy(channel::read).isInstanceOf(NoSuchFileException.class)
                .hasMessage(socket + ": the gateway does not run");
        Files.createFile(socket);
        assertThatThrownBy(channel::read).isInstanceOf(NoSuchFileException.class)
                .hasMessage(socket + ": the gateway does not run");
    }
}
