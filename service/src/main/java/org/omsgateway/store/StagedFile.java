package org.omsgateway.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The next content of a file, written beside the file until it takes the file's place at once. */
final class StagedFile implements Closeable {
    static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path target;
    private final Path staged;
    private final byte[] content;

    /**
     * Writes {@code content} beside {@code target}; there may be one for each target at a time.
     *
     * @param permissions for the file. Where they are not POSIX's, {@link #OWNER_ONLY} gives the owner alone access,
     *     and any other the access that the folder hands down
     */
    StagedFile(Path target, Set<PosixFilePermission> permissions, byte[] content) throws IOException {
        this.target = target;
        this.content = content.clone();
        this.staged = target.resolveSibling("." + target.getFileName() + ".new");
        Files.deleteIfExists(staged);
        try {
            create(permissions);
            try (FileChannel channel = FileChannel.open(staged, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
                    channel.write(rest);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void create(Set<PosixFilePermission> permissions) throws IOException {
        if (Files.getFileAttributeView(target.getParent(), PosixFileAttributeView.class) != null) {
            Files.createFile(staged, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.getFileAttributeView(staged, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setPermissions(permissions);
            return;
        }
        Files.createFile(staged);
        AclFileAttributeView acl = Files.getFileAttributeView(staged, AclFileAttributeView.class);
        if (acl != null && permissions.equals(OWNER_ONLY)) {
            acl.setAcl(List.of(AclEntry.newBuilder().setType(AclEntryType.ALLOW).setPrincipal(acl.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class)).build()));
        }
    }

    byte[] content() {
        return content.clone();
    }

    /**
     * Gives the content the owner and group of {@code model}, if that exists.
     *
     * @throws AccessDeniedException if that takes more rights
     */
    void ownedLike(Path model) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(staged, PosixFileAttributeView.class);
        if (view == null || !Files.exists(model)) {
            return;
        }
        PosixFileAttributes wanted = Files.readAttributes(model, PosixFileAttributes.class);
        PosixFileAttributes actual = view.readAttributes();
        try {
            if (!wanted.owner().equals(actual.owner())) {
                view.setOwner(wanted.owner());
            }
            if (!wanted.group().equals(actual.group())) {
                view.setGroup(wanted.group());
            }
        } catch (FileSystemException e) {
            throw new AccessDeniedException(target.toString(), null,
                    "only " + wanted.owner() + ":" + wanted.group() + ", its owner, can change it");
        }
    }

    /** Puts the content in the target's place. A reader sees the old content or the new, and nothing between. */
    void commit() throws IOException {
        Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes the content unless it was committed. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(staged);
    }
}
