package org.omsgateway.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.omsgateway.config.ConfigProblem;
import org.omsgateway.config.InvalidConfigException;

/** Why a command failed. */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** The kinds of failure that programs distinguish. */
    public enum Code {
        INVALID_SETTING("InvalidSetting", 2),
        UNKNOWN_SETTING("UnknownSetting", 2),
        SET_BY_POLICY("SetByPolicy", 1),
        ACCESS_DENIED("AccessDenied", 1),
        STORE_UNAVAILABLE("StoreUnavailable", 1),
        NOT_RUNNING("NotRunning", 1),
        LOG_FOLDER_MISSING("LogFolderMissing", 2),
        LOCATION_MISSING("LocationMissing", 2),
        WORKSPACE_MISSING("WorkspaceIdMissing", 2),
        NOT_IN_CLOUD("NotInCloud", 2),
        USAGE("Usage", 2),
        INTERNAL("Internal", 1);

        private final String text;
        private final int exitCode;

        Code(String text, int exitCode) {
            this.text = text;
            this.exitCode = exitCode;
        }

        /** The code as programs see it. */
        public String text() {
            return text;
        }

        /** The exit code of the process: 1 if something failed, 2 if settings or usage are wrong. */
        public int exitCode() {
            return exitCode;
        }
    }

    private final Code code;
    private final transient List<ConfigProblem> problems;
    private final transient Optional<String> location;

    public CommandFailure(Code code, String message) {
        this(code, message, List.of(), Optional.empty());
    }

    private CommandFailure(Code code, String message, List<ConfigProblem> problems, Optional<String> location) {
        super(message);
        this.code = code;
        this.problems = problems;
        this.location = location;
    }

    /** {@code cause} as a command's failure. */
    public static CommandFailure of(Exception cause) {
        if (cause instanceof CommandFailure failure) {
            return failure;
        }
        if (cause instanceof InvalidConfigException invalid) {
            return new CommandFailure(code(invalid), invalid.getMessage(), invalid.problems(), Optional.empty());
        }
        String message = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        if (cause instanceof AccessDeniedException denied) {
            return new CommandFailure(Code.ACCESS_DENIED, message, List.of(), Optional.ofNullable(denied.getFile())
                    .filter(file -> message.equals(file + ": access is denied")));
        }
        return cause instanceof IOException
                ? new CommandFailure(Code.STORE_UNAVAILABLE, message)
                : new CommandFailure(Code.INTERNAL, cause.toString());
    }

    private static Code code(InvalidConfigException invalid) {
        Set<ConfigProblem.Kind> kinds =
                invalid.problems().stream().map(ConfigProblem::kind).collect(Collectors.toSet());
        if (kinds.equals(Set.of(ConfigProblem.Kind.UNKNOWN_NAME))) {
            return Code.UNKNOWN_SETTING;
        }
        return kinds.equals(Set.of(ConfigProblem.Kind.SET_BY_POLICY)) ? Code.SET_BY_POLICY : Code.INVALID_SETTING;
    }

    public Code code() {
        return code;
    }

    /** The place that may not be accessed, if the message says nothing else. */
    public Optional<String> location() {
        return location;
    }

    /** The problems of the settings, if they are the cause. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
