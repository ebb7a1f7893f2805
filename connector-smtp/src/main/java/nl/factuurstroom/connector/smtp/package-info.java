/**
 * Payment reminders by e-mail, over any mail server, with Jakarta Mail. Start at {@link
 * nl.factuurstroom.connector.smtp.Smtp}. The library's pages: <a
 * href="https://jakarta.ee/specifications/mail/2.1/">jakarta.ee/specifications/mail</a>.
 */
@NonNullByDefault
package nl.factuurstroom.connector.smtp;

import nl.factuurstroom.NonNullByDefault;
