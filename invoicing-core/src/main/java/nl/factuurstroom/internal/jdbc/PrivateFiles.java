package nl.factuurstroom.internal.jdbc;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that only their owner may read. Where the file system knows no such permissions, nothing is promised. */
final class PrivateFiles {

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private PrivateFiles() {}

    /** Makes the missing folders of the path, open to their owner only; those that are there stay as they are. */
    static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (UnsupportedOperationException e) {
            Files.createDirectories(folder);
        }
    }

    /** An empty file; one that is there stays as it is. */
    static void createUnlessThere(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            // Its owner decides who may read it; the doctor warns.
        }
    }

    /** Whether group or others may read or write it; false where that can't be told. */
    static boolean isOpenToOthers(Path file) {
        try {
            var present = Files.getPosixFilePermissions(file);
            return OTHERS.stream().anyMatch(present::contains);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
