package org.omsgateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.config.ConfigParser;
import org.omsgateway.config.ConfigProblem;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.config.Setting;
import org.omsgateway.config.StoredSettings;

class PropertiesConfigStoreTest {
    @TempDir
    private Path folder;
    private Path file;
    private Path passwordFile;
    private PropertiesConfigStore store;

    @BeforeEach
    void open() {
        file = folder.resolve("gateway.properties");
        passwordFile = folder.resolve("gateway.properties.relay-password");
        store = new PropertiesConfigStore(file);
    }

    @Test
    void keepsTheCredentialsOfRelayProxiesBesideThePassword() throws Exception {
        List<String> credentials = List.of("a:1=u:p", "b:2=v: ü ");
        store.update(stored -> Map.of(Setting.RELAY_PROXY_CREDENTIALS, credentials));
        assertThat(store.read().texts(Setting.RELAY_PROXY_CREDENTIALS)).isEqualTo(credentials);
        assertThat(store.read().texts(Setting.RELAY_PROXY_PASSWORD)).isEmpty();
        set(Setting.RELAY_PROXY_PASSWORD, "secret");
        assertThat(store.read().texts(Setting.RELAY_PROXY_CREDENTIALS)).isEqualTo(credentials);
        assertThat(store.read().texts(Setting.RELAY_PROXY_PASSWORD)).containsExactly("secret");
        assertThat(Files.readString(file)).doesNotContain("u:p");
        store.update(stored -> Map.of(Setting.RELAY_PROXY_CREDENTIALS, List.of()));
        assertThat(store.read().texts(Setting.RELAY_PROXY_CREDENTIALS)).isEmpty();
        assertThat(store.read().texts(Setting.RELAY_PROXY_PASSWORD)).containsExactly("secret");
    }

    @Test
    void saysThatTheFileDoesNotExist() {
        assertThatThrownBy(store::read).isInstanceOf(NoSuchFileException.class)
                .hasMessage(file + ": does not exist");
    }

    @Test
    void saysThatAFolderIsNoFile() throws Exception {
        Files.createDirectory(file);
        assertThatThrownBy(store::read).isInstanceOf(FileSystemException.class).hasMessage(file + ": is not a file");
        assertThatThrownBy(() -> set(Setting.LISTEN_PORT, "1")).hasMessage(file + ": is not a file");
    }

    @Test
    void beginsANewFileWithTheSampleForAllToRead() throws Exception {
        set(Setting.LISTEN_PORT, "8081");
        assertThat(file).content().contains("# TCP port, 1 to 65535.\n#ListenPort=8080\nListenPort=8081\n");
        assertThat(permissions(file)).isEqualTo("rw-r--r--");
        assertThat(store.read().values()).isEqualTo(Map.of("ListenPort", List.of("8081")));
    }

    @Test
    void createsTheFolderOfANewFile() throws Exception {
        file = folder.resolve("new").resolve("gateway.properties");
        store = new PropertiesConfigStore(file);
        set(Setting.LISTEN_PORT, "8081");
        assertThat(file).exists();
    }

    @Test
    void readsPastAByteOrderMarkAndKeepsIt() throws Exception {
        write("\uFEFFListenPort=1\r\n# ü\r\n");
        assertThat(store.read().texts(Setting.LISTEN_PORT)).containsExactly("1");
        set(Setting.LISTEN_PORT, "2");
        assertThat(file).hasContent("\uFEFFListenPort=2\r\n# ü\r\n");
    }

    @Test
    void namesTheLineThatIsNotUtf8AndRefusesToWrite() throws Exception {
        byte[] latin1 = "# a\nListenPort=1\n# gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, latin1);
        String message = file + ": line 3 is not UTF-8 text: save the file in that encoding";
        assertThatThrownBy(store::read).isInstanceOf(IOException.class).hasMessage(message);
        assertThatThrownBy(() -> set(Setting.LISTEN_PORT, "2")).isInstanceOf(IOException.class).hasMessage(message);
        assertThat(file).hasBinaryContent(latin1);
    }

    @Test
    void refusesUtf16WithOrWithoutAByteOrderMark() throws Exception {
        Files.write(file, "ListenPort=1\n".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(store::read).hasMessageContaining("line 1 is not UTF-8");
        Files.write(file, "\uFEFFListenPort=1\n".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(store::read).hasMessageContaining("line 1 is not UTF-8");
    }

    @Test
    void refusesAHugeFileWithoutReadingItAll() throws Exception {
        try (FileChannel sparse = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            sparse.position(1L << 40);
            sparse.write(StandardCharsets.UTF_8.encode("\n"));
        }
        String message = file + ": is too large: at most 1048576 bytes can be read";
        assertThatThrownBy(store::read).isInstanceOf(IOException.class).hasMessage(message);
        assertThatThrownBy(() -> set(Setting.LISTEN_PORT, "2")).isInstanceOf(IOException.class).hasMessage(message);
        assertThat(Files.size(file)).isGreaterThan(1L << 40);
    }

    @Test
    void refusesAChangeThatWouldMakeTheFileTooLargeToRead() throws Exception {
        write("ListenPort=1\n");
        List<String> hosts = IntStream.range(0, 60_000).mapToObj(i -> "host" + i + ".example").toList();
        assertThatThrownBy(() -> store.update(stored -> Map.of(Setting.ALLOWED_HOSTS, hosts)))
                .isInstanceOf(IOException.class).hasMessageContaining("too large");
        assertThat(file).hasContent("ListenPort=1\n");
    }

    @Test
    void keepsThePermissionsOfTheFile() throws Exception {
        write("ListenPort=1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        set(Setting.LISTEN_PORT, "2");
        assertThat(permissions(file)).isEqualTo("rw-r-----");
    }

    @Test
    void writesThroughASymbolicLink() throws Exception {
        Path real = folder.resolve("real.properties");
        Files.writeString(real, "ListenPort=1\n");
        Files.createSymbolicLink(file, real);
        set(Setting.LISTEN_PORT, "2");
        assertThat(file).isSymbolicLink().hasContent("ListenPort=2\n");
    }

    @Test
    void leavesTheFileAloneWhenThereIsNothingToChange() throws Exception {
        write("ListenPort=1\n");
        Object before = Files.readAttributes(file, "fileKey,lastModifiedTime");
        store.update(stored -> Map.of());
        assertThat(Files.readAttributes(file, "fileKey,lastModifiedTime")).isEqualTo(before);
    }

    @Test
    void leavesNothingBehindWhenAnEditIsRefused() throws Exception {
        write("ListenPort=1\n");
        InvalidConfigException refusal = new InvalidConfigException(
                List.of(ConfigProblem.wrong(Setting.LISTEN_PORT, "x")));
        assertThatThrownBy(() -> store.update(stored -> {
            throw refusal;
        })).isSameAs(refusal);
        assertThat(file).hasContent("ListenPort=1\n");
        assertThat(names()).containsExactly(".gateway.properties.lock", "gateway.properties");
    }

    @Test
    void losesNoChangeOfManyWritersAtOnce() throws Exception {
        write("# kept\nListenPort=1\n");
        ExecutorService writers = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 40; i++) {
            String host = "h" + i;
            writers.submit(() -> {
                new PropertiesConfigStore(file).update(stored -> Map.of(Setting.ALLOWED_HOSTS, Stream.concat(
                        Setting.ALLOWED_HOSTS.split(stored.texts(Setting.ALLOWED_HOSTS)).stream(),
                        Stream.of(host)).toList()));
                return null;
            });
        }
        while (!writers.isTerminated()) {
            writers.shutdown();
            assertThat(store.read().texts(Setting.LISTEN_PORT)).as("a reader sees whole files").containsExactly("1");
        }
        assertThat(Setting.ALLOWED_HOSTS.split(store.read().texts(Setting.ALLOWED_HOSTS))).hasSize(40)
                .doesNotHaveDuplicates();
        assertThat(file).content().startsWith("# kept\nListenPort=1\n");
    }

    @Test
    void keepsThePasswordInAFileThatOnlyItsOwnerCanRead() throws Exception {
        write("RelayProxyUsername=u\n");
        set(Setting.RELAY_PROXY_PASSWORD, " päss=word ");
        assertThat(file).hasContent("RelayProxyUsername=u\n");
        assertThat(passwordFile).hasContent(" päss=word \n");
        assertThat(permissions(passwordFile)).isEqualTo("rw-------");
        assertThat(store.read().texts(Setting.RELAY_PROXY_PASSWORD)).containsExactly(" päss=word ");

        store.update(stored -> Map.of(Setting.RELAY_PROXY_PASSWORD, List.of()));
        assertThat(passwordFile).doesNotExist();
    }

    @Test
    void givesANewPasswordFileTheOwnerOfTheSettings() throws Exception {
        write("");
        changeOwner(file);
        set(Setting.RELAY_PROXY_PASSWORD, "secret");
        assertThat(Files.getOwner(passwordFile)).isEqualTo(Files.getOwner(file));
    }

    @Test
    void writesNothingThatItCanNotGiveToItsOwner() throws Exception {
        try (StagedFile staged = new StagedFile(file, StagedFile.OWNER_ONLY, new byte[1])) {
            if (isRoot()) {
                changeOwner(Files.writeString(file, ""));
                staged.ownedLike(file);
                staged.commit();
                assertThat(Files.getOwner(file).getName()).isEqualTo("nobody");
            } else {
                assertThatThrownBy(() -> staged.ownedLike(Path.of("/etc/passwd")))
                        .isInstanceOf(AccessDeniedException.class).hasMessageContaining("only root:root");
            }
        }
    }

    @Test
    void refusesAPasswordFileThatOthersCanRead() throws Exception {
        write("RelayProxyUsername=u\n");
        Files.writeString(passwordFile, "geheim\n");
        Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(ConfigParser.problems(store.read())).singleElement().asString()
                .startsWith("RelayProxyPassword: " + passwordFile + " is accessible to others (expected: ")
                .doesNotContain("geheim");
    }

    @Test
    void refusesAPasswordInTheSettingsFileAndMovesOutWhenItIsSet() throws Exception {
        write("ListenPort=1\nrelayproxypassword=geheim\n");
        assertThat(store.read().problems()).singleElement().asString()
                .startsWith("RelayProxyPassword: given in gateway.properties").doesNotContain("geheim");
        set(Setting.RELAY_PROXY_PASSWORD, "neu");
        assertThat(file).hasContent("ListenPort=1\n");
        assertThat(store.read().problems()).isEmpty();
    }

    @Test
    void refusesAPasswordFileThatIsTooLongOrNoText() throws Exception {
        write("");
        set(Setting.RELAY_PROXY_PASSWORD, "x");
        Files.writeString(passwordFile, "a".repeat(1 << 17));
        assertThat(store.read().problems()).extracting(ConfigProblem::name).containsExactly("RelayProxyPassword");
        Files.write(passwordFile, new byte[] {(byte) 0xFF});
        assertThat(store.read().problems()).extracting(ConfigProblem::name).containsExactly("RelayProxyPassword");
    }

    @Test
    void restoresThePasswordWhenTheSettingsCanNotBePutInPlace() throws Exception {
        write("ListenPort=1\n");
        set(Setting.RELAY_PROXY_PASSWORD, "before");
        assertThatThrownBy(() -> store.update(stored -> {
            replaceByFolder(file);
            return Map.of(Setting.RELAY_PROXY_PASSWORD, List.of("after"), Setting.LISTEN_PORT, List.of("2"));
        })).isInstanceOf(IOException.class);
        assertThat(passwordFile).hasContent("before\n");
        assertThat(names()).noneMatch(name -> name.endsWith(".new"));
    }

    @Test
    void takesAFileForUnreadableThatWasEmptied() throws Exception {
        write("");
        assertThat(store.read()).as("empty from the start").isEqualTo(StoredSettings.EMPTY);
        write("ListenPort=1\n");
        store.read();
        write(" \n");
        assertThatThrownBy(store::read).isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": is empty (expected: settings, or at least a comment)");
        write("# none\n");
        assertThat(store.read()).isEqualTo(StoredSettings.EMPTY);
    }

    @Test
    void leavesNoEmptyFileWhenTheLastSettingIsRemoved() throws Exception {
        write("ListenPort=1\n");
        store.read();
        store.update(stored -> Map.of(Setting.LISTEN_PORT, List.of()));
        assertThat(store.read()).isEqualTo(StoredSettings.EMPTY);
        assertThat(file).content().contains("#ListenPort=8080");
    }

    @Test
    void doesNotWaitForAPipeInPlaceOfAFile() throws Exception {
        write("RelayProxyUsername=u\n");
        makePipe(passwordFile);
        assertThat(assertTimeoutPreemptively(Duration.ofMinutes(5), store::read).problems()).singleElement().asString()
                .startsWith("RelayProxyPassword: " + passwordFile + " is not readable");
        Files.delete(file);
        makePipe(file);
        assertThatThrownBy(() -> assertTimeoutPreemptively(Duration.ofMinutes(5), store::read))
                .hasMessage(file + ": is not a file");
    }

    @Test
    void readsThePasswordThatBelongsToTheSettingsWhereAChangeEndedBetweenTheFiles() throws Exception {
        setCredential("old");
        byte[] before = Files.readAllBytes(file);
        setCredential("new");
        byte[] after = Files.readAllBytes(file);
        // What a process leaves that ends before and after the settings are replaced.
        for (byte[] settings : List.of(before, after)) {
            Files.write(file, before);
            Files.writeString(passwordFile, "password of old\n");
            Path pending = pendingOf(after, "password of new\n");
            Files.write(file, settings);
            String user = settings == before ? "old" : "new";
            assertThat(credential()).containsExactly(user, "password of " + user);

            set(Setting.LISTEN_PORT, "2");
            assertThat(credential()).containsExactly(user, "password of " + user);
            assertThat(pending).doesNotExist();
            assertThat(passwordFile).hasContent("password of " + user + "\n");
        }
    }

    @Test
    void readsNoPasswordWhereAChangeEndedThatRemovesIt() throws Exception {
        setCredential("old");
        Path pending = pendingOf(Files.readAllBytes(file), "");
        assertThat(store.read().texts(Setting.RELAY_PROXY_PASSWORD)).isEmpty();
        set(Setting.LISTEN_PORT, "2");
        assertThat(store.read().texts(Setting.RELAY_PROXY_PASSWORD)).isEmpty();
        assertThat(List.of(pending, passwordFile)).noneMatch(Files::exists);
    }

    @Test
    void changesUserAndPasswordWhoseFileCannotBeReplaced() throws Exception {
        setCredential("old");
        store.update(stored -> {
            replaceByFolder(passwordFile);
            return Map.of(Setting.RELAY_PROXY_USERNAME, List.of("new"),
                    Setting.RELAY_PROXY_PASSWORD, List.of("password of new"));
        });
        assertThat(credential()).containsExactly("new", "password of new");
    }

    private Path pendingOf(byte[] settings, String content) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(settings);
        Path pending = folder.resolve("." + passwordFile.getFileName() + "." + HexFormat.of().formatHex(hash, 0, 16));
        return Files.writeString(Files.createFile(pending,
                PosixFilePermissions.asFileAttribute(StagedFile.OWNER_ONLY)), content);
    }

    private void setCredential(String user) throws Exception {
        store.update(stored -> Map.of(Setting.RELAY_PROXY_USERNAME, List.of(user),
                Setting.RELAY_PROXY_PASSWORD, List.of("password of " + user)));
    }

    private List<String> credential() throws IOException {
        StoredSettings stored = store.read();
        return Stream.of(Setting.RELAY_PROXY_USERNAME, Setting.RELAY_PROXY_PASSWORD)
                .flatMap(setting -> stored.texts(setting).stream()).toList();
    }

    private static void makePipe(Path path) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    }

    private static void replaceByFolder(Path path) {
        try {
            Files.delete(path);
            Files.createDirectories(path.resolve("x"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Only root may change a file's owner; other users remain the owner. */
    private void changeOwner(Path path) throws IOException {
        if (isRoot()) {
            UserPrincipalLookupService users = path.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(path, users.lookupPrincipalByName("nobody"));
        }
    }

    private boolean isRoot() throws IOException {
        return Files.getOwner(folder).getName().equals("root");
    }

    private void set(Setting setting, String value) throws Exception {
        store.update(stored -> Map.of(setting, List.of(value)));
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
