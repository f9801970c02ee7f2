-- Enrolment that somebody has to approve of, tokens that rest, keys that change, and keys that two machines have.

-- of a token without a bound max_uses is 0
ALTER TABLE enrollment_token ADD COLUMN approval TEXT NOT NULL DEFAULT 'auto';
ALTER TABLE enrollment_token ADD COLUMN disabled_at INTEGER;

-- while it waits for an admin to approve of it
ALTER TABLE device ADD COLUMN pending_since INTEGER;
-- the key that takes the place of public_key as soon as the device uses it
ALTER TABLE device ADD COLUMN next_key BLOB;
-- the machines that use its key, as JSON, when there are several
ALTER TABLE device ADD COLUMN duplicate TEXT;
