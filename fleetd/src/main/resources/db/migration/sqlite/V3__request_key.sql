-- Requests by the key that their senders gave them, so that one that is sent again has no second effect.

CREATE TABLE request_key (
    caller     TEXT    NOT NULL,
    route      TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    request    TEXT    NOT NULL,
    command_id TEXT    NOT NULL REFERENCES command (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (caller, route, key)
) WITHOUT ROWID;
CREATE INDEX request_key_by_command ON request_key (command_id);
CREATE INDEX request_key_by_time ON request_key (created_at);
