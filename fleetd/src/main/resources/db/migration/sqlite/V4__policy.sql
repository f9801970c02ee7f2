-- When a device may be disturbed: a lock by hand, and maintenance windows of the device or of a tag.

ALTER TABLE device ADD COLUMN time_zone TEXT;

CREATE TABLE device_policy (
    device_id TEXT PRIMARY KEY REFERENCES device (id) ON DELETE CASCADE,
    lock      TEXT,
    windows   TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE tag_windows (
    tag     TEXT PRIMARY KEY,
    windows TEXT NOT NULL
) WITHOUT ROWID;
