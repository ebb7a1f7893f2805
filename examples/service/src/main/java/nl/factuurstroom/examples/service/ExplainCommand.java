package nl.factuurstroom.examples.service;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.tax.whatif.WhatIf;

/** {@code explain sales.json [--text]}: what the VAT rules would make of sales. No store, no vendors. */
final class ExplainCommand {

    private ExplainCommand() {}

    /**
     * @param asText for people instead of as JSON
     * @return 0, also when a sale can't be read: its answer says why
     * @throws ConfigurationException when the file can't be read or isn't JSON
     */
    static int run(String file, boolean asText, PrintStream out) {
        try {
            var answer = WhatIf.answer(read(file));
            // A terminal's default encoding can't always write what customers are called.
            var utf8 = new PrintStream(out, true, StandardCharsets.UTF_8);
            utf8.println(asText ? answer.text() : answer.json());
            return 0;
        } catch (IOException e) {
            throw new ConfigurationException("can't read " + file + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(file + ": " + e.getMessage());
        }
    }

    private static String read(String file) throws IOException {
        var bytes = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
        var text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
