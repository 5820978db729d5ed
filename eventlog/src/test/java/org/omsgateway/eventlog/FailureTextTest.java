package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTextTest {
    private static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), "Connection refused"),
                Arguments.of(new UnknownHostException("a.example"), "the name cannot be resolved (a.example)"),
                Arguments.of(new UnknownHostException(), "the name cannot be resolved"),
                Arguments.of(new ClosedChannelException(), "the connection was closed"),
                Arguments.of(new UnresolvedAddressException(), "the address cannot be resolved"),
                Arguments.of(new IOException("EOF"), "EOF"),
                Arguments.of(new IOException(), "an input or output failed"),
                Arguments.of(new IOException(null, new ConnectException("Network is unreachable")),
                        "Network is unreachable"),
                Arguments.of(new NoSuchFileException("/x"), "/x: does not exist"),
                Arguments.of(new AccessDeniedException("/x"), "/x: access is denied"),
                Arguments.of(new FileSystemException("/x"), "/x: cannot be used"),
                Arguments.of(new FileSystemException("/x", null, "Input/output error"), "/x: Input/output error"),
                Arguments.of(new IOException(new SocketException("Too many open files")),
                        "this process has run out of file descriptors or memory (Too many open files)"),
                Arguments.of(new IllegalStateException("Failed", new OutOfMemoryError("Java heap space")),
                        "this process has run out of memory (Java heap space)"),
                Arguments.of(new IllegalStateException("it is closed"), "it is closed"),
                Arguments.of(new IllegalStateException("closed"), "IllegalStateException: closed"),
                Arguments.of(new IllegalStateException(), "IllegalStateException"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatHasFailed(Throwable failure, String text) {
        assertThat(FailureText.of(failure)).isEqualTo(text);
    }

    @Test
    void knowsAShortageThatIsDeepAmongTheCauses() {
        assertThat(FailureText.isShortage(new IOException("a", new IOException(new OutOfMemoryError())))).isTrue();
        assertThat(FailureText.isShortage(new IOException("a", new IOException("b")))).isFalse();
    }
}
