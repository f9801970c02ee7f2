-- One row for each minute in which a device was there and told how it is; a day of them. Per cent, degrees and load are kept in
-- hundredths: they take two bytes each then. The order of the key keeps a device's day together, for that is what is read.
CREATE TABLE metric (
    device_id   TEXT    NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    minute      INTEGER NOT NULL,
    cpu         INTEGER,
    memory      INTEGER,
    disk        INTEGER,
    temperature INTEGER,
    load        INTEGER,
    PRIMARY KEY (device_id, minute)
) WITHOUT ROWID;

-- The few that ended badly are looked for among all that ever were.
CREATE INDEX command_failed ON command (position)
    WHERE state IN ('failed', 'rolled_back', 'timed_out', 'rejected');
