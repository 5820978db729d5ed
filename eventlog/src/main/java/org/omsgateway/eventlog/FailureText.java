package org.omsgateway.eventlog;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Failures in words for administrators. */
public final class FailureText {
    private static final int MAX_CAUSES = 16;
    /** What operating systems say when no descriptor or memory is left: EMFILE and ENFILE, WSAENOBUFS, ENOMEM. */
    private static final List<String> SHORTAGES = List.of(
            "Too many open files", "No buffer space available", "Cannot allocate memory", "Not enough storage");

    private FailureText() {}

    /**
     * What has failed, in one line. A fault of the program, neither an {@link IOException} nor a shortage, is named by
     * its class as well where its message is no sentence.
     */
    public static String of(Throwable failure) {
        Optional<Throwable> shortage = shortage(failure);
        if (shortage.isPresent()) {
            return (shortage.get() instanceof OutOfMemoryError ? "this process has run out of memory"
                    : "this process has run out of file descriptors or memory") + said(shortage.get());
        }
        if (failure instanceof UnknownHostException) {
            return "the name cannot be resolved" + said(failure);
        }
        if (failure instanceof ClosedChannelException) {
            return "the connection was closed";
        }
        if (failure instanceof UnresolvedAddressException) {
            return "the address cannot be resolved";
        }
        if (failure instanceof FileSystemException file && file.getReason() == null) {
            return text(file);
        }
        String message = failure.getMessage();
        boolean isSilent = message == null || message.isBlank();
        if (!isSilent && (failure instanceof IOException || message.indexOf(' ') >= 0)) {
            return message;
        }
        if (failure.getCause() != null && failure.getCause() != failure && isSilent) {
            return of(failure.getCause());
        }
        if (failure instanceof IOException) {
            return "an input or output failed";
        }
        String name = failure.getClass().getSimpleName();
        return isSilent ? name : name + ": " + message;
    }

    /** Whether the process has run out of descriptors or memory, which says nothing about what it was about to do. */
    public static boolean isShortage(Throwable failure) {
        return shortage(failure).isPresent();
    }

    private static Optional<Throwable> shortage(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(MAX_CAUSES)
                .filter(cause -> cause instanceof OutOfMemoryError || SHORTAGES.stream()
                        .anyMatch(shortage -> String.valueOf(cause.getMessage()).contains(shortage)))
                // The last one is the system's own.
                .reduce((outer, inner) -> inner);
    }

    private static String text(FileSystemException failure) {
        return failure.getFile() + (failure instanceof NoSuchFileException ? ": does not exist"
                : failure instanceof AccessDeniedException ? ": access is denied"
                : ": cannot be used");
    }

    private static String said(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? "" : " (" + message + ")";
    }
}
