package nl.factuurstroom.sale;

/** What is supplied, as far as VAT cares. A fact of the sale, never derived from a description. */
public enum SupplyKind {
    /** Goods. */
    GOODS,
    /** A service under the general rule (OB art. 6). */
    SERVICE,
    /** Advice, data, advertising, staff, licences and the like: untaxed for private persons outside the EU (OB art. 6i). */
    LISTED_SERVICE,
    /** Telecom, broadcasting or electronic service (OB art. 6h). */
    DIGITAL_SERVICE,
    /** Connected with a building or land (OB art. 6b): taxed where that is. */
    REAL_ESTATE,
    /** A night in a hotel or holiday home (OB art. 6b); the rate follows the night. */
    LODGING,
    /** Entrance to an event, attended in person (OB art. 6e). */
    EVENT_ADMISSION,
    /** Attendance of an event over the internet; own rule since 2025. */
    VIRTUAL_EVENT,
    /** A meal in a restaurant or by catering (OB art. 6f). */
    MEAL,
    /** Transport of persons (OB art. 6c). */
    PASSENGER_TRANSPORT,
    /** Hire of a vehicle for at most 30 days (OB art. 6g). */
    SHORT_VEHICLE_HIRE,
    /** Transport of goods: for private persons taxed where it takes place (OB art. 6c). */
    GOODS_TRANSPORT,
    /** Repair of or work on goods: for private persons taxed where it takes place (OB art. 6e). */
    WORK_ON_GOODS,
    /** Cost of delivery: takes rate and treatment of the other lines, pro rata to their net value. */
    SHIPPING,
    /** One price for parts with rates of their own: needs {@link LineFacts#parts()}, else it waits for a person. */
    PACKAGE;

    /** Whether the place of supply is where the service is performed, whoever buys it. */
    public boolean isTaxedWherePerformed() {
        return this == REAL_ESTATE
                || this == LODGING
                || this == EVENT_ADMISSION
                || this == MEAL
                || this == PASSENGER_TRANSPORT
                || this == SHORT_VEHICLE_HIRE;
    }
}
