package no.itagenten.fleet.agent.upgrade;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import no.itagenten.fleet.protocol.release.ReleaseVersion;
import no.itagenten.fleet.protocol.release.SignedRelease;

/** Whoever makes releases: a key, and archives of any kind, also such as nobody in his senses would make. */
final class ReleaseFixture {

    private final KeyPair pair;
    private final Path folder;

    ReleaseFixture(Path folder) throws NoSuchAlgorithmException {
        this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        this.folder = folder;
    }

    String publicKey() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    /** The public key as root pins it. */
    Path pinned() throws IOException {
        Path file = folder.resolve("release-keys.pub");
        Files.writeString(file, "# ours\n" + publicKey() + "\n");
        return file;
    }

    SignedRelease sign(Path archive, String version) throws IOException {
        return new ReleaseSigner(pair.getPrivate()).sign(archive, ReleaseVersion.parse(version));
    }

    /** What an agent of this version consists of; its program says its version and nothing else. */
    static Map<String, String> agent(String version) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("bin/fleet-agent", "#!/bin/sh\necho fleet-agent " + version + "\n");
        files.put("bin/fleet-agent-runner", "#!/bin/sh\n");
        files.put("bin/fleet-agent-upgrade", "#!/bin/sh\n");
        files.put("lib/fleet-agent/fleet-agent.jar", "code of " + version);
        return files;
    }

    Path archive(Map<String, String> files) throws IOException {
        TarBytes tar = new TarBytes().folder("bin/").folder("lib/").folder("lib/fleet-agent/");
        files.forEach(tar::file);
        return archive(tar);
    }

    Path archive(TarBytes tar) throws IOException {
        Path file = Files.createTempFile(folder, "agent", ".tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(tar.end());
        }
        return file;
    }

    /** A tar archive, entry by entry. */
    static final class TarBytes {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        TarBytes file(String name, String content) {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            return entry(name, '0', "", bytes.length, bytes);
        }

        TarBytes folder(String name) {
            return entry(name, '5', "", 0, new byte[0]);
        }

        TarBytes link(String name, char type, String target) {
            return entry(name, type, target, 0, new byte[0]);
        }

        /** Claims to be of that size, whatever follows. */
        TarBytes entry(String name, char type, String target, long size, byte[] content) {
            byte[] head = new byte[512];
            put(head, 0, name);
            put(head, 100, "0000644");
            put(head, 108, "0000000");
            put(head, 116, "0000000");
            put(head, 124, String.format("%011o", size));
            put(head, 136, "00000000000");
            put(head, 148, "        ");
            head[156] = (byte) type;
            put(head, 157, target);
            put(head, 257, "ustar");
            put(head, 263, "00");
            int sum = 0;
            for (byte one : head) {
                sum += one & 0xff;
            }
            put(head, 148, String.format("%06o\0 ", sum));
            out.writeBytes(head);
            out.writeBytes(content);
            out.writeBytes(new byte[(512 - content.length % 512) % 512]);
            return this;
        }

        byte[] end() {
            out.writeBytes(new byte[1024]);
            return out.toByteArray();
        }

        private static void put(byte[] head, int at, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(bytes, 0, head, at, bytes.length);
        }
    }
}
