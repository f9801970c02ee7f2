package no.itagenten.fleet.fleetctl.top;

/** What a person can press. */
enum TopKey {
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    ENTER,
    ESCAPE,
    BACKSPACE,
    /** Letters and signs. */
    TEXT,
    /** One that means nothing here. */
    OTHER
}
