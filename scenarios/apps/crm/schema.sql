-- People of the firm, and what each of them set for himself.
CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE users (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, username TEXT NOT NULL UNIQUE, email TEXT NOT NULL,
  password TEXT NOT NULL, title TEXT NOT NULL, role TEXT NOT NULL, team_id INTEGER NOT NULL REFERENCES teams(id),
  active INTEGER NOT NULL DEFAULT 1, signature TEXT NOT NULL DEFAULT '', digest TEXT NOT NULL DEFAULT 'daily',
  two_step INTEGER NOT NULL DEFAULT 1
);

-- Customers, and what is known of them.
CREATE TABLE companies (id INTEGER PRIMARY KEY, name TEXT NOT NULL, trade TEXT NOT NULL, city TEXT NOT NULL);
CREATE TABLE customers (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, company_id INTEGER NOT NULL REFERENCES companies(id),
  email TEXT NOT NULL, phone TEXT NOT NULL, street TEXT NOT NULL, city TEXT NOT NULL, status TEXT NOT NULL,
  segment TEXT NOT NULL, owner_id INTEGER NOT NULL REFERENCES users(id), consent_mail INTEGER NOT NULL,
  consent_phone INTEGER NOT NULL, visibility TEXT NOT NULL DEFAULT 'firm', about TEXT NOT NULL DEFAULT '',
  starred INTEGER NOT NULL DEFAULT 0, binned TEXT NOT NULL DEFAULT '', import_id INTEGER NOT NULL DEFAULT 0,
  touched TEXT NOT NULL
);
CREATE TABLE history (
  id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, field TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,
  user_id INTEGER NOT NULL, at TEXT NOT NULL
);
CREATE TABLE notes (
  id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id) ON DELETE CASCADE,
  author TEXT NOT NULL, body TEXT NOT NULL, private INTEGER NOT NULL DEFAULT 0, at TEXT NOT NULL
);
CREATE TABLE todos (
  id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id) ON DELETE CASCADE,
  title TEXT NOT NULL, due TEXT NOT NULL, assignee_id INTEGER NOT NULL REFERENCES users(id), done INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE deals (
  id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id) ON DELETE CASCADE,
  title TEXT NOT NULL, cents INTEGER NOT NULL, stage TEXT NOT NULL, closes TEXT NOT NULL,
  owner_id INTEGER NOT NULL REFERENCES users(id)
);
-- Mail in both directions.
CREATE TABLE mails (
  id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id) ON DELETE CASCADE,
  direction TEXT NOT NULL, address TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
  campaign_id INTEGER NOT NULL DEFAULT 0, at TEXT NOT NULL
);

-- Lists of customers, who else may see what, and what has left.
CREATE TABLE lists (id INTEGER PRIMARY KEY, name TEXT NOT NULL, about TEXT NOT NULL, owner_id INTEGER NOT NULL REFERENCES users(id));
CREATE TABLE list_members (
  list_id INTEGER NOT NULL REFERENCES lists(id) ON DELETE CASCADE,
  customer_id INTEGER NOT NULL REFERENCES customers(id) ON DELETE CASCADE, PRIMARY KEY (list_id, customer_id)
);
CREATE TABLE shares (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, target_id INTEGER NOT NULL, with_kind TEXT NOT NULL,
  with_name TEXT NOT NULL, rights TEXT NOT NULL, expires TEXT NOT NULL, token TEXT NOT NULL, at TEXT NOT NULL
);
CREATE TABLE exports (
  id INTEGER PRIMARY KEY, what TEXT NOT NULL, kind TEXT NOT NULL, target_id INTEGER NOT NULL, parts TEXT NOT NULL,
  destination TEXT NOT NULL, address TEXT NOT NULL, expires TEXT NOT NULL, token TEXT NOT NULL, at TEXT NOT NULL
);
CREATE TABLE campaigns (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
  list_id INTEGER NOT NULL REFERENCES lists(id), audience TEXT NOT NULL, status TEXT NOT NULL, at TEXT NOT NULL
);

-- Care of the data: duplicates, merges, undo, requests of the people themselves, legal holds, imports.
CREATE TABLE duplicates (
  id INTEGER PRIMARY KEY, first_id INTEGER NOT NULL REFERENCES customers(id) ON DELETE CASCADE,
  second_id INTEGER NOT NULL REFERENCES customers(id) ON DELETE CASCADE, score INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'open'
);
CREATE TABLE merges (id INTEGER PRIMARY KEY, kept_id INTEGER NOT NULL, gone_id INTEGER NOT NULL, gone_name TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE batches (
  id INTEGER PRIMARY KEY, field TEXT NOT NULL, former TEXT NOT NULL, at TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE requests (
  id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL,
  received TEXT NOT NULL, due TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'open', answer TEXT NOT NULL DEFAULT ''
);
CREATE TABLE holds (
  id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id) ON DELETE CASCADE,
  matter TEXT NOT NULL, placed_by TEXT NOT NULL, at TEXT NOT NULL
);
CREATE TABLE imports (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, rows TEXT NOT NULL, mode TEXT NOT NULL, status TEXT NOT NULL, at TEXT NOT NULL
);

-- What acts by itself, what is let in, what is paid for, and how the desk is set.
CREATE TABLE rules (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, happens TEXT NOT NULL, does TEXT NOT NULL, target TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE apps (id INTEGER PRIMARY KEY, name TEXT NOT NULL, about TEXT NOT NULL, maker TEXT NOT NULL, icon TEXT NOT NULL);
CREATE TABLE app_grants (
  app_id INTEGER PRIMARY KEY REFERENCES apps(id), scope TEXT NOT NULL, expires TEXT NOT NULL, at TEXT NOT NULL
);
CREATE TABLE addons (id INTEGER PRIMARY KEY, name TEXT NOT NULL, cents INTEGER NOT NULL, at TEXT NOT NULL);
CREATE TABLE purchases (id INTEGER PRIMARY KEY, what TEXT NOT NULL, cents INTEGER NOT NULL, at TEXT NOT NULL);
CREATE TABLE desk_settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE access_log (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, what TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE bulletins (id INTEGER PRIMARY KEY, source TEXT NOT NULL, body TEXT NOT NULL, at TEXT NOT NULL);
