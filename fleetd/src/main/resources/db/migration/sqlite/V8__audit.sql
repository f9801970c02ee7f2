-- Who did what: each entry names the hash of the one before it, see docs/audit.md.

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    -- the canonical form, of which the hash is made
    entry TEXT NOT NULL,
    hash TEXT NOT NULL,
    -- to search by; read from the entry itself, so that there is one truth
    at TEXT GENERATED ALWAYS AS (json_extract(entry, '$.at')) VIRTUAL,
    actor TEXT GENERATED ALWAYS AS (json_extract(entry, '$.actor')) VIRTUAL,
    action TEXT GENERATED ALWAYS AS (json_extract(entry, '$.action')) VIRTUAL,
    device TEXT GENERATED ALWAYS AS (json_extract(entry, '$.device')) VIRTUAL,
    result TEXT GENERATED ALWAYS AS (json_extract(entry, '$.result')) VIRTUAL
);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_actor ON audit (actor);
CREATE INDEX audit_action ON audit (action);
CREATE INDEX audit_result ON audit (result);
CREATE INDEX audit_device ON audit (device) WHERE device IS NOT NULL;

-- The program itself cannot break the chain, whatever its mistakes.
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;
