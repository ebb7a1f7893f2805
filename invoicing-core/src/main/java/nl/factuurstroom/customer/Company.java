package nl.factuurstroom.customer;

import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.KvkNumber;

/**
 * A company as the trade register knows it.
 *
 * @param kvkNumber its number
 * @param name statutory name, else the registered name
 * @param address visiting address of the main branch, else the owner's; parts may be missing (shielded)
 * @param legalForm the register's word for it, or null
 * @param ended whether it was deregistered
 */
public record Company(
        KvkNumber kvkNumber,
        String name,
        Address address,
        @Nullable String legalForm,
        boolean ended) {

    public Company {
        Objects.requireNonNull(kvkNumber, "kvkNumber");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
    }
}
