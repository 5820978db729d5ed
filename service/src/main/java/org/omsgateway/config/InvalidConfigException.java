package org.omsgateway.config;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that cannot be used. The message lists all problems in one line. */
public final class InvalidConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    /** {@code problems} is not empty. */
    public InvalidConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
