package no.itagenten.fleet.fleetctl.invocation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.Text;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Puts what is wrong with a command's arguments into our own words: each names the argument as the help page does. */
final class ParseProblems {

    private static final int MOST_SHOWN = 100;

    private final CommandSpec spec;
    private final String path;

    ParseProblems(CommandSpec spec, String path) {
        this.spec = spec;
        this.path = path;
    }

    Problem of(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        return new Problem(Problem.Kind.USAGE, what(failure), seeHelp(), failure);
    }

    private static String what(ParameterException failure) {
        if (failure instanceof MissingParameterException missing) {
            return missing(missing);
        }
        if (failure instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given twice";
        }
        if (failure instanceof MutuallyExclusiveArgsException) {
            return withoutNoise(failure.getMessage());
        }
        ArgSpec argument = failure.getArgSpec();
        return argument == null
                ? withoutNoise(failure.getMessage())
                : name(argument) + ": " + detail(failure, argument);
    }

    private static String missing(MissingParameterException failure) {
        String names = failure.getMissing().stream().map(ParseProblems::name).collect(Collectors.joining(", "));
        boolean value = failure.getMessage().contains("parameter for option");
        if (value) {
            return names + " wants a value: " + failure.getMissing().get(0).paramLabel();
        }
        return names + (failure.getMissing().size() == 1 ? " is missing" : " are missing");
    }

    /** What stands behind the parser's own title of the argument, which says more of the parser than of the argument. */
    private static String detail(ParameterException failure, ArgSpec argument) {
        String message = withoutNoise(failure.getMessage());
        int end = message.indexOf("): ");
        String detail = end >= 0 ? message.substring(end + 3) : message.replaceFirst("^[Ii]nvalid value[^:]*: ", "");
        if (argument.type() == int.class || argument.type() == Integer.class) {
            return "'" + Text.excerpt(String.valueOf(failure.getValue()), MOST_SHOWN) + "' is not a whole number";
        }
        Class<?> type = argument.auxiliaryTypes()[0];
        if (type.isEnum() && argument.converters().length == 0) {
            List<String> values = new ArrayList<>();
            argument.completionCandidates().forEach(values::add);
            return "'" + Text.excerpt(String.valueOf(failure.getValue()), MOST_SHOWN) + "' is none of "
                    + String.join(", ", values);
        }
        return detail;
    }

    private Problem unmatched(UnmatchedArgumentException failure) {
        String word = failure.getUnmatched().get(0);
        boolean option = word.startsWith("-");
        String shown = "'" + Text.excerpt(word, MOST_SHOWN) + "'";
        List<String> known = new ArrayList<>(spec.optionsMap().keySet());
        return new Problem(
                Problem.Kind.USAGE,
                option ? "there is no option " + shown + " here" : shown + " is one word too many",
                option ? Similar.question(word, known, seeHelp()) : seeHelp(),
                failure);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private String seeHelp() {
        return "See: fleetctl " + path + " --help";
    }

    private static String withoutNoise(String message) {
        String sentence = message.replaceFirst("^Error: ", "").replaceFirst("\\.$", "");
        boolean word = sentence.length() > 1 && Character.isLowerCase(sentence.charAt(1));
        return word ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1) : sentence;
    }
}
