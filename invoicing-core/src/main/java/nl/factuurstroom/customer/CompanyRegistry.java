package nl.factuurstroom.customer;

import java.util.Optional;
import nl.factuurstroom.party.KvkNumber;

/**
 * A trade register. Reads only; from any thread.
 *
 * <ol>
 *   <li value="1">R1: a known number gives the company; its country only when the register tells it.
 *   <li>R2: an unknown number gives empty: the register answered that it doesn't exist.
 *   <li>R3: what can't be delivered for the moment is a {@link nl.factuurstroom.error.TransientException}, never empty.
 *   <li>R4: so is a limit.
 *   <li>R5: so is a lost answer; the question may be repeated.
 *   <li>R6: refused credentials are an {@link nl.factuurstroom.error.AuthenticationException}.
 *   <li>R7: a company that has ended is found, and marked.
 *   <li>R8: parts of an address that the register hides are left out.
 * </ol>
 */
public interface CompanyRegistry {

    /** Looks one company up by its number. */
    Optional<Company> find(KvkNumber number);
}
