package nl.factuurstroom.examples.service;

import java.io.PrintStream;
import java.util.Locale;
import nl.factuurstroom.account.Finding;

/** {@code check my.properties}: the doctor, without starting anything. Reads at the vendors, writes nothing there. */
final class CheckCommand {

    private CheckCommand() {}

    /** @return 0 when nothing stands in the way, else 1 */
    static int run(Configuration configuration, PrintStream out) {
        try (var wired = Wiring.wire(configuration, event -> {})) {
            var findings = wired.pipeline().check().stream().distinct().toList();
            findings.forEach(finding -> out.println(line(finding)));
            if (findings.isEmpty()) {
                out.println("all is well");
            }
            return findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR) ? 1 : 0;
        }
    }

    private static String line(Finding finding) {
        return finding.severity().name().toLowerCase(Locale.ROOT) + "  " + finding.subject() + ": " + finding.message();
    }
}
