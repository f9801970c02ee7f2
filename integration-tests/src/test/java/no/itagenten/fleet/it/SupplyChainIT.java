package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import no.itagenten.fleet.it.fixture.Surroundings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What the programs are made of is known to the byte, and does not change by itself. */
class SupplyChainIT {

    /** What Maven 3 runs without being asked, in a version of its own choice unless it is told. */
    private static final List<String> UNASKED = List.of(
            "maven-clean-plugin",
            "maven-resources-plugin",
            "maven-compiler-plugin",
            "maven-surefire-plugin",
            "maven-jar-plugin",
            "maven-install-plugin",
            "maven-deploy-plugin",
            "maven-site-plugin");

    /** Neither a range nor a name for whatever is newest. */
    private static final Pattern FIXED = Pattern.compile("[0-9][A-Za-z0-9.-]*|\\$\\{[a-z0-9.]+\\.version}");

    @ParameterizedTest
    @ValueSource(strings = {"fleetd", "fleetctl", "fleet-agent"})
    void theSbomOfAProgramNamesEachOfItsLibrariesWithItsSum(String program) throws Exception {
        // given
        Path dist = Surroundings.repository().resolve("dist");
        JsonObject sbom = JsonParser.parseString(Files.readString(dist.resolve("sbom/" + program + ".cdx.json")))
                .getAsJsonObject();
        Set<String> named = new TreeSet<>();
        for (JsonElement component : sbom.getAsJsonArray("components")) {
            named.add(sumOf(component.getAsJsonObject()));
        }

        // when
        Set<String> delivered = new TreeSet<>();
        try (Stream<Path> files = Files.list(dist.resolve("lib/" + program))) {
            for (Path file : files.filter(file -> isLibrary(file, program)).toList()) {
                delivered.add(sum(file));
            }
        }

        // then
        assertThat(delivered).isNotEmpty().isSubsetOf(named);
        assertThat(sbom.get("specVersion").getAsString()).isEqualTo("1.6");
    }

    /** Our own are made after the SBOM of the module before, and have no sum in it. */
    private static boolean isLibrary(Path file, String program) {
        String name = file.getFileName().toString();
        return name.endsWith(".jar") && !name.equals(program + ".jar") && !name.startsWith("shared-protocol");
    }

    private static String sumOf(JsonObject component) {
        if (component.has("hashes")) {
            for (JsonElement hash : component.getAsJsonArray("hashes")) {
                if (hash.getAsJsonObject().get("alg").getAsString().equals("SHA-256")) {
                    return hash.getAsJsonObject().get("content").getAsString();
                }
            }
        }
        return component.get("name").getAsString();
    }

    private static String sum(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void everyLibraryAndEveryPluginOfMavenHasOneVersion() throws Exception {
        // given
        Path repository = Surroundings.repository();
        Element root = parse(repository.resolve("pom.xml"));
        Set<String> pinned = new HashSet<>();
        List<String> loose = new ArrayList<>();
        for (Element item : items(root)) {
            text(item, "version").ifPresent(version -> {
                pinned.add(name(item));
                if (!FIXED.matcher(version).matches()) {
                    loose.add(name(item) + " " + version);
                }
            });
        }

        // when
        for (String module : List.of(
                "", "shared-protocol/", "fleetd/", "fleetctl/", "fleet-agent/", "integration-tests/", "benchmarks/")) {
            for (Element item : items(parse(repository.resolve(module + "pom.xml")))) {
                boolean ofBom = name(item).startsWith("org.junit");
                if (!pinned.contains(name(item)) && !ofBom) {
                    loose.add(module + ": " + name(item));
                }
                text(item, "version")
                        .filter(version -> !module.isEmpty())
                        .ifPresent(version -> loose.add(module + ": " + name(item) + " has a version of its own"));
            }
        }

        // then
        assertThat(loose).isEmpty();
        assertThat(pinned)
                .containsAll(UNASKED.stream()
                        .map(plugin -> "org.apache.maven.plugins:" + plugin)
                        .toList());
    }

    private static Element parse(Path pom) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
    }

    private static List<Element> items(Element root) {
        List<Element> items = new ArrayList<>();
        for (String tag : List.of("dependency", "plugin", "path")) {
            NodeList nodes = root.getElementsByTagName(tag);
            for (int i = 0; i < nodes.getLength(); i++) {
                if (nodes.item(i) instanceof Element item
                        && text(item, "artifactId").isPresent()) {
                    items.add(item);
                }
            }
        }
        return items;
    }

    private static String name(Element item) {
        return text(item, "groupId").orElse("org.apache.maven.plugins") + ":"
                + text(item, "artifactId").orElseThrow();
    }

    private static Optional<String> text(Element parent, String tag) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(tag)) {
                return Optional.of(child.getTextContent().strip());
            }
        }
        return Optional.empty();
    }
}
