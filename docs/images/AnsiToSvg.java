import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a terminal's text with its colours (standard input) into a picture (standard output). */
public class AnsiToSvg {

    private static final double CHARACTER = 8.43;
    private static final int LINE = 20;
    private static final int MARGIN = 24;
    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[([0-9;]*)([A-Za-z])");
    /** What stands together: nothing keeps several spaces in a picture. */
    private static final Pattern WORDS = Pattern.compile("\\S+( \\S+)*");

    private static final Map<Integer, String> COLOURS = Map.of(
            30, "#6e7681", 31, "#ff7b72", 32, "#7ee787", 33, "#e3b341", 34, "#79c0ff", 35, "#d2a8ff", 36, "#76e3ea", 37,
            "#e6edf3");

    private String colour = "";
    private boolean bold;
    private boolean faint;

    public static void main(String[] args) throws IOException {
        String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        System.out.write(new AnsiToSvg().draw(text).getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private String draw(String text) {
        List<String> lines = text.lines().toList();
        int columns = lines.stream()
                .map(line -> SEQUENCE.matcher(line).replaceAll(""))
                .mapToInt(line -> line.codePointCount(0, line.length()))
                .max()
                .orElse(0);
        long width = Math.round(columns * CHARACTER) + 2L * MARGIN;
        int height = lines.size() * LINE + 2 * MARGIN;
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\">%n"
                        .formatted(width, height, width))
                .append("<rect width=\"100%\" height=\"100%\" rx=\"10\" fill=\"#0d1117\"/>\n")
                .append("<g font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\"")
                .append(" font-size=\"14\" fill=\"#e6edf3\">\n");
        for (int i = 0; i < lines.size(); i++) {
            drawLine(svg, lines.get(i), MARGIN + i * LINE + 14);
        }
        return svg.append("</g>\n</svg>\n").toString();
    }

    private void drawLine(StringBuilder svg, String line, int y) {
        Matcher sequence = SEQUENCE.matcher(line);
        List<String> parts = new ArrayList<>();
        int column = 0;
        int from = 0;
        while (true) {
            boolean found = sequence.find();
            String run = line.substring(from, found ? sequence.start() : line.length());
            Matcher word = WORDS.matcher(run);
            while (word.find()) {
                parts.add(run(word.group(), column + run.codePointCount(0, word.start()), y));
            }
            column += run.codePointCount(0, run.length());
            if (!found) {
                break;
            }
            if (sequence.group(2).equals("m")) {
                style(sequence.group(1));
            }
            from = sequence.end();
        }
        parts.forEach(svg::append);
    }

    /** Each has its place and its length, so that columns stand under each other in whatever font there is. */
    private String run(String text, int column, int y) {
        return "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\"%s%s%s>%s</text>%n"
                .formatted(
                        MARGIN + column * CHARACTER,
                        y,
                        text.codePointCount(0, text.length()) * CHARACTER,
                        colour.isEmpty() ? "" : " fill=\"" + colour + "\"",
                        bold ? " font-weight=\"bold\"" : "",
                        faint ? " opacity=\"0.6\"" : "",
                        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    private void style(String codes) {
        for (String each : codes.split(";", -1)) {
            int code = each.isEmpty() ? 0 : Integer.parseInt(each);
            switch (code) {
                case 0 -> {
                    colour = "";
                    bold = false;
                    faint = false;
                }
                case 1 -> bold = true;
                case 2 -> faint = true;
                case 22 -> {
                    bold = false;
                    faint = false;
                }
                case 39 -> colour = "";
                default -> colour = COLOURS.getOrDefault(code >= 90 ? code - 60 : code, colour);
            }
        }
    }
}
