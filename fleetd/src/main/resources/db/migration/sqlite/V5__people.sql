-- People, and the tokens of people and machines. A scope is venues and tags; without either it is the whole fleet.

CREATE TABLE person (
    name       TEXT PRIMARY KEY,
    role       TEXT    NOT NULL,
    venues     TEXT    NOT NULL,
    tags       TEXT    NOT NULL,
    -- bcrypt
    password   TEXT    NOT NULL,
    enabled    INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;

ALTER TABLE access_token RENAME TO earlier_token;
ALTER TABLE web_session RENAME TO earlier_session;

CREATE TABLE access_token (
    hash         TEXT PRIMARY KEY,
    id           TEXT    NOT NULL UNIQUE,
    -- first, api, or login: the last is a person's, whose name it has and whose rights count
    kind         TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    role         TEXT    NOT NULL,
    venues       TEXT    NOT NULL,
    tags         TEXT    NOT NULL,
    may          TEXT    NOT NULL,
    hint         TEXT    NOT NULL,
    created_by   TEXT,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER,
    last_used_at INTEGER,
    revoked_at   INTEGER
) WITHOUT ROWID;

-- Opened by a person's password or login, or by another token.
CREATE TABLE web_session (
    hash       TEXT PRIMARY KEY,
    person     TEXT,
    token      TEXT,
    expires_at INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO access_token
SELECT hash, 'at-' || substr(hash, 1, 10), 'first', name, role, '[]', '[]', '[]', '', NULL, created_at, NULL, NULL,
       CASE WHEN revoked THEN created_at END
FROM earlier_token;

INSERT INTO web_session
SELECT hash, NULL, (SELECT hash FROM access_token WHERE revoked_at IS NULL), expires_at
FROM earlier_session
WHERE EXISTS (SELECT 1 FROM access_token WHERE revoked_at IS NULL);

DROP TABLE earlier_token;
DROP TABLE earlier_session;
