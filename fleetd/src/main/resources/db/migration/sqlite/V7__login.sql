-- Logins by refresh tokens, each of which is good once. Those of before had one token for all their time; they log in again.

DELETE FROM web_session WHERE token IN (SELECT hash FROM access_token WHERE kind = 'login');
DELETE FROM access_token WHERE kind = 'login';

CREATE TABLE login (
    id           TEXT PRIMARY KEY,
    -- the hash of what its refresh tokens have in common, and of the one that is good
    family       TEXT    NOT NULL UNIQUE,
    current      TEXT    NOT NULL,
    -- the one before it, the key of the request that changed it, and when
    previous     TEXT,
    request_key  TEXT,
    exchanged_at INTEGER,
    -- a user's name; or, with the rule of a trusted issuer, what the issuer calls it
    name         TEXT    NOT NULL,
    rule         TEXT,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER,
    last_used_at INTEGER
) WITHOUT ROWID;
