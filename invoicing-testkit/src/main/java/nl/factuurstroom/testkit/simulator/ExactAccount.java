package nl.factuurstroom.testkit.simulator;

/**
 * An account in the simulated administration, trimmed.
 *
 * @param id guid
 * @param code without padding
 * @param name as kept
 * @param status C customer, P prospect, S suspect, A none
 * @param kvkNumber empty when none
 * @param vatNumber empty when none
 * @param email empty when none
 * @param country ISO code, empty when none
 */
public record ExactAccount(
        String id,
        String code,
        String name,
        String status,
        String kvkNumber,
        String vatNumber,
        String email,
        String country) {}
