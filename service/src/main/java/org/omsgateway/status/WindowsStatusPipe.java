package org.omsgateway.status;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Kernel32Util;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.omsgateway.windows.WindowsSecurity;

/**
 * A named pipe that Windows and its administrators may open, and only from this machine. Windows Server 2016 has no
 * Unix domain sockets.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/ipc/named-pipe-server-using-overlapped-i-o">Named pipes</a>
 */
final class WindowsStatusPipe implements StatusChannel {
    private static final String NAME = "\\\\.\\pipe\\OMS Gateway";
    /** Windows, its administrators, and the account that makes the pipe. */
    private static final String ACCESS = "D:P(A;;GA;;;SY)(A;;GA;;;BA)(A;;GA;;;OW)";
    private static final int FIRST_INSTANCE = 0x0008_0000;
    private static final int REJECT_REMOTE_CLIENTS = 8;
    /** A program that has taken the pipe's name learns who asks, but cannot act on that account's behalf. */
    private static final int IDENTIFY_ONLY = 0x0011_0000;
    private static final int BUFFER = 65_536;
    private static final int PATIENCE_MILLIS = 10_000;

    @Override
    public Server serve(Supplier<byte[]> status, Consumer<Throwable> failed) throws IOException {
        Service service = new Service(status, failed, create(FIRST_INSTANCE));
        StatusThread.start("status", service::run);
        return service;
    }

    /** One instance of the pipe waits for the next reader; each reader has an instance and a thread of its own. */
    private static final class Service implements Server {
        private final Supplier<byte[]> status;
        private final Consumer<Throwable> failed;
        private WinNT.HANDLE waiting;
        private volatile boolean closed;

        Service(Supplier<byte[]> status, Consumer<Throwable> failed, WinNT.HANDLE first) {
            this.status = status;
            this.failed = failed;
            this.waiting = first;
        }

        void run() {
            try {
                while (true) {
                    boolean connected = Kernel32.INSTANCE.ConnectNamedPipe(waiting, null)
                            || Native.getLastError() == WinError.ERROR_PIPE_CONNECTED;
                    WinNT.HANDLE reader = waiting;
                    if (closed) {
                        Kernel32.INSTANCE.CloseHandle(reader);
                        return;
                    }
                    waiting = create(0);
                    if (connected) {
                        StatusThread.start("status-reader", () -> answer(reader));
                    } else {
                        Kernel32.INSTANCE.CloseHandle(reader);
                    }
                }
            } catch (IOException e) {
                failed.accept(e);
            }
        }

        private void answer(WinNT.HANDLE reader) {
            try {
                byte[] document = status.get();
                IntByReference written = new IntByReference();
                int sent = 0;
                while (sent < document.length && Kernel32.INSTANCE.WriteFile(reader,
                        Arrays.copyOfRange(document, sent, Math.min(document.length, sent + BUFFER)),
                        Math.min(document.length - sent, BUFFER), written, null)) {
                    sent += written.getValue();
                }
                // Closing the pipe would take away what the reader has not read yet.
                Kernel32.INSTANCE.FlushFileBuffers(reader);
            } finally {
                Kernel32.INSTANCE.CloseHandle(reader);
            }
        }

        @Override
        public void close() {
            closed = true;
            // The pipe's thread waits for a reader, so this is the last one.
            WinNT.HANDLE last = Kernel32.INSTANCE.CreateFile(NAME, WinNT.GENERIC_READ, 0, null,
                    WinNT.OPEN_EXISTING, 0, null);
            if (!WinBase.INVALID_HANDLE_VALUE.equals(last)) {
                Kernel32.INSTANCE.CloseHandle(last);
            }
        }
    }

    @Override
    public byte[] read() throws IOException {
        WinNT.HANDLE pipe = open();
        try {
            ByteArrayOutputStream document = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            IntByReference read = new IntByReference();
            while (Kernel32.INSTANCE.ReadFile(pipe, buffer, buffer.length, read, null) && read.getValue() > 0) {
                document.write(buffer, 0, read.getValue());
            }
            return document.toByteArray();
        } finally {
            Kernel32.INSTANCE.CloseHandle(pipe);
        }
    }

    private static WinNT.HANDLE open() throws IOException {
        while (true) {
            WinNT.HANDLE pipe = Kernel32.INSTANCE.CreateFile(NAME, WinNT.GENERIC_READ, 0, null,
                    WinNT.OPEN_EXISTING, IDENTIFY_ONLY, null);
            if (!WinBase.INVALID_HANDLE_VALUE.equals(pipe)) {
                return pipe;
            }
            int error = Native.getLastError();
            if (error != WinError.ERROR_PIPE_BUSY || !Kernel32.INSTANCE.WaitNamedPipe(NAME, PATIENCE_MILLIS)) {
                throw failure(error);
            }
        }
    }

    private static WinNT.HANDLE create(int flags) throws IOException {
        PointerByReference descriptor = new PointerByReference();
        if (!WindowsSecurity.INSTANCE.ConvertStringSecurityDescriptorToSecurityDescriptorW(
                new WString(ACCESS), WindowsSecurity.SDDL_REVISION_1, descriptor, null)) {
            throw failure(Native.getLastError());
        }
        Pointer security = descriptor.getValue();
        try {
            WinBase.SECURITY_ATTRIBUTES attributes = new WinBase.SECURITY_ATTRIBUTES();
            attributes.lpSecurityDescriptor = security;
            WinNT.HANDLE pipe = Kernel32.INSTANCE.CreateNamedPipe(NAME, WinBase.PIPE_ACCESS_OUTBOUND | flags,
                    WinBase.PIPE_TYPE_BYTE | WinBase.PIPE_WAIT | REJECT_REMOTE_CLIENTS,
                    WinBase.PIPE_UNLIMITED_INSTANCES, BUFFER, 0, 0, attributes);
            if (WinBase.INVALID_HANDLE_VALUE.equals(pipe)) {
                throw failure(Native.getLastError());
            }
            return pipe;
        } finally {
            Kernel32.INSTANCE.LocalFree(security);
        }
    }

    private static IOException failure(int error) {
        return switch (error) {
            case WinError.ERROR_FILE_NOT_FOUND -> new NoSuchFileException(NAME, null, "the gateway does not run");
            case WinError.ERROR_ACCESS_DENIED -> new AccessDeniedException(NAME, null, "access is denied");
            default -> new FileSystemException(NAME, null, Kernel32Util.formatMessage(error));
        };
    }
}
