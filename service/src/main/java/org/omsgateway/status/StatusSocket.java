package org.omsgateway.status;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A Unix domain socket that only its owner, and root, may open. */
record StatusSocket(Path path) implements StatusChannel {
    @Override
    public Server serve(Supplier<byte[]> status, Consumer<Throwable> failed) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            bind(server);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        StatusThread.start("status", () -> accept(server, status, failed));
        return () -> close(server);
    }

    /** Binds in a folder that nobody else can enter, because a socket is open to all until its mode is set. */
    private void bind(ServerSocketChannel server) throws IOException {
        Path folder = Files.createTempDirectory(path.toAbsolutePath().getParent(), ".status");
        Path bound = folder.resolve("s");
        try {
            server.bind(UnixDomainSocketAddress.of(bound));
            Files.setPosixFilePermissions(bound, PosixFilePermissions.fromString("rw-------"));
            Files.move(bound, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(bound);
            Files.delete(folder);
        }
    }

    private static void accept(ServerSocketChannel server, Supplier<byte[]> status, Consumer<Throwable> failed) {
        try {
            while (true) {
                SocketChannel reader = server.accept();
                // A reader that stops reading must not keep others waiting.
                StatusThread.start("status-reader", () -> answer(reader, status));
            }
        } catch (ClosedChannelException closed) {
            return;
        } catch (IOException e) {
            failed.accept(e);
        }
    }

    private static void answer(SocketChannel reader, Supplier<byte[]> status) {
        try (reader) {
            ByteBuffer document = ByteBuffer.wrap(status.get());
            while (document.hasRemaining()) {
                reader.write(document);
            }
        } catch (IOException gone) {
            return;
        }
    }

    private void close(ServerSocketChannel server) {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException leftBehind) {
            return;
        }
    }

    @Override
    public byte[] read() throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "the gateway does not run");
        }
        if (!Files.isWritable(path)) {
            throw new AccessDeniedException(path.toString(), null, "access is denied");
        }
        try (SocketChannel server = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return Channels.newInputStream(server).readAllBytes();
        } catch (ConnectException e) {
            throw new NoSuchFileException(path.toString(), null, "the gateway does not run");
        }
    }
}
