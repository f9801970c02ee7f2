-- Times are milliseconds since 1970 in UTC. JSON columns hold records of the shared protocol.

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE device (
    id              TEXT PRIMARY KEY,
    name            TEXT    NOT NULL,
    venue           TEXT,
    tags            TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    last_seen       INTEGER,
    report          TEXT    NOT NULL,
    config_revision INTEGER NOT NULL,
    config_desired  TEXT    NOT NULL,
    config_report   TEXT,
    public_key      BLOB,
    -- set by an admin's reset: the id may enrol although it exists
    enrollable      INTEGER NOT NULL DEFAULT 0,
    -- the last log batch that is stored, so that one sent again is recognised
    log_stream      TEXT,
    log_batch       INTEGER NOT NULL DEFAULT 0,
    log_lines_lost  INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE log (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    device_id   TEXT    NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    timestamp   INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    level       INTEGER NOT NULL,
    source      TEXT,
    message     TEXT    NOT NULL
);
CREATE INDEX log_by_device ON log (device_id, id);
CREATE INDEX log_by_time ON log (received_at);

CREATE TABLE command (
    -- the order in which commands were accepted, and are delivered
    position     INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT    NOT NULL UNIQUE,
    device_id    TEXT    NOT NULL REFERENCES device (id) ON DELETE CASCADE,
    type         TEXT    NOT NULL,
    parameters   TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    reason       TEXT,
    phase        TEXT,
    requested_by TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    finished_at  INTEGER,
    expires_at   INTEGER NOT NULL,
    -- since it was delivered, somebody wants it back
    cancel_requested_by TEXT,
    outcome      TEXT,
    output       TEXT
);
CREATE INDEX command_by_device ON command (device_id, position);
CREATE INDEX command_active ON command (device_id, position) WHERE finished_at IS NULL;
CREATE INDEX command_by_end ON command (device_id, finished_at);

CREATE TABLE command_history (
    command_id TEXT    NOT NULL REFERENCES command (id) ON DELETE CASCADE,
    step       INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    state      TEXT    NOT NULL,
    phase      TEXT,
    message    TEXT,
    PRIMARY KEY (command_id, step)
) WITHOUT ROWID;

CREATE TABLE enrollment_token (
    position   INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT    NOT NULL UNIQUE,
    name       TEXT    NOT NULL,
    hash       TEXT    NOT NULL UNIQUE,
    hint       TEXT    NOT NULL,
    uses       INTEGER NOT NULL,
    max_uses   INTEGER NOT NULL,
    venue      TEXT,
    tags       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER
);

CREATE TABLE access_token (
    hash       TEXT PRIMARY KEY,
    name       TEXT    NOT NULL,
    role       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    revoked    INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE web_session (
    hash       TEXT PRIMARY KEY,
    name       TEXT    NOT NULL,
    role       TEXT    NOT NULL,
    expires_at INTEGER NOT NULL
);
