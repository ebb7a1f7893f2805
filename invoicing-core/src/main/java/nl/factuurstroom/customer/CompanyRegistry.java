package nl.factuurstroom.customer;

import java.util.Optional;
import nl.factuurstroom.party.KvkNumber;

/**
 * A trade register. Reads only, repeatable, from any thread. Empty means: the register answered that it doesn't exist; a
 * register that can't answer now throws {@link nl.factuurstroom.error.TransientException}.
 */
public interface CompanyRegistry {

    Optional<Company> find(KvkNumber number);
}
