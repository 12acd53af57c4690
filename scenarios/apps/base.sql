-- What every world's database has besides its own tables.
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE traps (name TEXT PRIMARY KEY, detail TEXT NOT NULL);
CREATE TABLE sessions (token TEXT PRIMARY KEY, user_id INTEGER NOT NULL);
-- What has reached the host outside, and what it serves.
CREATE TABLE outside (id INTEGER PRIMARY KEY, method TEXT NOT NULL, path TEXT NOT NULL, query TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE outside_pages (path TEXT PRIMARY KEY, html TEXT NOT NULL);
