package no.itagenten.fleet.agent.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRemovalTest {

    @TempDir
    Path folder;

    @AfterEach
    void release() throws Exception {
        Undeletable.release(folder);
    }

    @Test
    void removesAllElseWhereAFileCannotBeRemoved() throws Exception {
        // given
        Path release = folder.resolve("release");
        Undeletable.file(release.resolve("b/cache"));
        for (String name : new String[] {"a", "b", "c"}) {
            Files.createDirectories(release.resolve(name));
            Files.writeString(release.resolve(name).resolve("film"), "large");
        }

        // when / then
        assertThatThrownBy(() -> FolderRemoval.remove(release))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cache");
        assertThat(release).isDirectoryNotContaining(path -> !path.endsWith("b"));
        assertThat(release.resolve("b/film")).doesNotExist();
    }
}
