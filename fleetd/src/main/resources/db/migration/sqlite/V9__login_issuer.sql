-- Whose word a login is by: it is good as long as that issuer has that rule. Logins of before say at most the rule, and last a day at
-- the longest: whoever has one logs in again.

DELETE FROM login WHERE rule IS NOT NULL OR expires_at IS NOT NULL;

ALTER TABLE login ADD COLUMN issuer TEXT;
-- whether the rule names a user, whose rights are the login's, or has rights of its own
ALTER TABLE login ADD COLUMN of_user INTEGER NOT NULL DEFAULT 0;
