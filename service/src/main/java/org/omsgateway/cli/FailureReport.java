package org.omsgateway.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omsgateway.config.ConfigProblem;
import org.omsgateway.status.JsonLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

/**
 * Reports failures: in words on standard error or, for programs, as one JSON object on standard output. Returns the
 * exit code.
 */
public final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
    @Override
    public int handleExecutionException(Exception cause, CommandLine command, ParseResult result) {
        CommandFailure failure = CommandFailure.of(cause);
        if (result.originalArgs().contains(Format.OPTION)) {
            command.getOut().println(JsonLine.write(toJson(failure)));
            return failure.code().exitCode();
        }
        PrintWriter err = command.getErr();
        if (failure.problems().isEmpty()) {
            err.println("oms-gateway: " + failure.getMessage());
        }
        failure.problems().forEach(problem -> err.println("oms-gateway: " + problem));
        if (failure.code() == CommandFailure.Code.INTERNAL) {
            cause.printStackTrace(err);
        }
        return failure.code().exitCode();
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        CommandFailure failure = new CommandFailure(CommandFailure.Code.USAGE, message(wrong));
        if (Arrays.asList(arguments).contains(Format.OPTION)) {
            command.getOut().println(JsonLine.write(toJson(failure)));
            return failure.code().exitCode();
        }
        PrintWriter err = command.getErr();
        err.println("oms-gateway: " + failure.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return failure.code().exitCode();
    }

    /** Arguments that are not understood may be a password: of an option the name is shown, of others nothing. */
    private static String message(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return wrong.getMessage();
        }
        List<String> options = unmatched.getUnmatched().stream()
                .filter(argument -> argument.startsWith("-"))
                .map(argument -> argument.replaceFirst("(?s)(--[A-Za-z-]*|-.).*", "$1"))
                .toList();
        return options.isEmpty() ? "There is a word too many" : "Unknown option: " + String.join(", ", options);
    }

    private static Map<String, Object> toJson(CommandFailure failure) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", failure.code().text());
        error.put("message", failure.getMessage());
        error.put("location", failure.location().orElse(null));
        error.put("problems", failure.problems().stream().map(FailureReport::toJson).toList());
        return Map.of("error", error);
    }

    private static Map<String, Object> toJson(ConfigProblem problem) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", problem.name());
        object.put("value", problem.value().orElse(null));
        object.put("expected", problem.expected().text());
        object.put("code", problem.expected().code().orElse(null));
        object.put("facts", problem.expected().facts());
        return object;
    }
}
