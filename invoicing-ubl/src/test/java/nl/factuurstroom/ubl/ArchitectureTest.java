package nl.factuurstroom.ubl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void showsTwoTypesAndNoUblTypeToItsUsers() throws Exception {
        var shown = publicTypes();

        assertThat(shown).containsExactlyInAnyOrder(Ubl.class, UblInvoice.class);
        assertThat(shown.stream().flatMap(type -> Stream.of(type.getDeclaredMethods())))
                .filteredOn(method -> Modifier.isPublic(method.getModifiers()))
                .extracting(Method::getReturnType)
                .noneMatch(type -> type.getName().startsWith("oasis."));
    }

    private static List<Class<?>> publicTypes() throws IOException, ClassNotFoundException {
        var types = new ArrayList<Class<?>>();
        try (var files = Files.list(Path.of("target/classes/nl/factuurstroom/ubl"))) {
            for (Path file : files.toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.contains("$") && !name.startsWith("package-info")) {
                    var type = Class.forName("nl.factuurstroom.ubl." + name.substring(0, name.length() - 6));
                    if (Modifier.isPublic(type.getModifiers())) {
                        types.add(type);
                    }
                }
            }
        }
        return types;
    }
}
