-- The keys of devices that were removed, replaced or had their credential taken away: an enrolment token that was there by then lets
-- them in no more. Only the newest are kept.

CREATE TABLE former_key (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    public_key BLOB NOT NULL UNIQUE,
    -- the last enrolment token that there was
    last_token INTEGER NOT NULL
);
