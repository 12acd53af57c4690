CREATE TABLE users (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, handle TEXT NOT NULL UNIQUE, email TEXT NOT NULL, password TEXT NOT NULL,
    recovery_email TEXT NOT NULL, phone TEXT NOT NULL, town TEXT NOT NULL, bio TEXT NOT NULL, joined TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'active',            -- active, deactivated
    visibility TEXT NOT NULL DEFAULT 'members',       -- everyone, members, private
    show_email INTEGER NOT NULL DEFAULT 0, messages_from TEXT NOT NULL DEFAULT 'members', -- members, followed, nobody
    listed INTEGER NOT NULL DEFAULT 0, two_step INTEGER NOT NULL DEFAULT 1, digest TEXT NOT NULL DEFAULT 'weekly',
    paused INTEGER NOT NULL DEFAULT 0, card TEXT NOT NULL DEFAULT ''
);
CREATE TABLE consents (user_id INTEGER NOT NULL REFERENCES users, name TEXT NOT NULL, PRIMARY KEY (user_id, name));
CREATE TABLE forwards (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users, address TEXT NOT NULL);
CREATE TABLE exports (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users, what TEXT NOT NULL, destination TEXT NOT NULL);
CREATE TABLE security_log (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users, what TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE notices (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users, actor TEXT NOT NULL, what TEXT NOT NULL, link TEXT NOT NULL, at TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0);

-- Boards, threads, posts
CREATE TABLE boards (id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL, about TEXT NOT NULL, colour TEXT NOT NULL);
CREATE TABLE moderators (board_id INTEGER NOT NULL REFERENCES boards, user_id INTEGER NOT NULL REFERENCES users, PRIMARY KEY (board_id, user_id));
CREATE TABLE threads (
    id INTEGER PRIMARY KEY, board_id INTEGER NOT NULL REFERENCES boards, author_id INTEGER NOT NULL REFERENCES users,
    title TEXT NOT NULL, at TEXT NOT NULL, locked INTEGER NOT NULL DEFAULT 0, pinned INTEGER NOT NULL DEFAULT 0,
    audience TEXT NOT NULL DEFAULT 'everyone'         -- everyone, followers
);
CREATE TABLE posts (
    id INTEGER PRIMARY KEY, thread_id INTEGER NOT NULL REFERENCES threads ON DELETE CASCADE, author_id INTEGER NOT NULL REFERENCES users,
    body TEXT NOT NULL, at TEXT NOT NULL, image TEXT NOT NULL DEFAULT '', edited INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL DEFAULT 'visible'            -- visible, held, removed
);
CREATE TABLE post_versions (id INTEGER PRIMARY KEY, post_id INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE votes (post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE, user_id INTEGER NOT NULL REFERENCES users, value INTEGER NOT NULL, PRIMARY KEY (post_id, user_id));
CREATE TABLE saved (user_id INTEGER NOT NULL REFERENCES users, thread_id INTEGER NOT NULL REFERENCES threads ON DELETE CASCADE, PRIMARY KEY (user_id, thread_id));
CREATE TABLE polls (id INTEGER PRIMARY KEY, question TEXT NOT NULL, about TEXT NOT NULL);
CREATE TABLE poll_options (id INTEGER PRIMARY KEY, poll_id INTEGER NOT NULL REFERENCES polls, label TEXT NOT NULL, votes INTEGER NOT NULL);
CREATE TABLE poll_votes (poll_id INTEGER NOT NULL REFERENCES polls, user_id INTEGER NOT NULL REFERENCES users, option_id INTEGER NOT NULL REFERENCES poll_options, PRIMARY KEY (poll_id, user_id));
CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT NOT NULL, lead TEXT NOT NULL, body TEXT NOT NULL, author_id INTEGER NOT NULL REFERENCES users, at TEXT NOT NULL, poll_id INTEGER REFERENCES polls);
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users, board_id INTEGER NOT NULL REFERENCES boards, title TEXT NOT NULL, body TEXT NOT NULL,
    audience TEXT NOT NULL DEFAULT 'everyone', at TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'draft' -- draft, posted
);

-- Moderation
CREATE TABLE reports (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users, post_id INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE, reason TEXT NOT NULL, note TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'open');
CREATE TABLE bans (id INTEGER PRIMARY KEY, board_id INTEGER NOT NULL REFERENCES boards, user_id INTEGER NOT NULL REFERENCES users, days INTEGER NOT NULL, reason TEXT NOT NULL);
CREATE TABLE filters (id INTEGER PRIMARY KEY, board_id INTEGER NOT NULL REFERENCES boards, name TEXT NOT NULL, about TEXT NOT NULL, live INTEGER NOT NULL);
CREATE TABLE mod_log (id INTEGER PRIMARY KEY, board_id INTEGER NOT NULL REFERENCES boards, moderator_id INTEGER NOT NULL REFERENCES users, action TEXT NOT NULL, target TEXT NOT NULL, at TEXT NOT NULL);

-- People
CREATE TABLE follows (user_id INTEGER NOT NULL REFERENCES users, kind TEXT NOT NULL, target_id INTEGER NOT NULL, PRIMARY KEY (user_id, kind, target_id)); -- kind: user, board, thread
CREATE TABLE blocks (user_id INTEGER NOT NULL REFERENCES users, other_id INTEGER NOT NULL REFERENCES users, PRIMARY KEY (user_id, other_id));
CREATE TABLE tips (id INTEGER PRIMARY KEY, sender_id INTEGER NOT NULL REFERENCES users, recipient_id INTEGER NOT NULL REFERENCES users, cents INTEGER NOT NULL, note TEXT NOT NULL);
CREATE TABLE conversations (id INTEGER PRIMARY KEY, at TEXT NOT NULL, archived INTEGER NOT NULL DEFAULT 0);
CREATE TABLE conversation_members (conversation_id INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE, user_id INTEGER NOT NULL REFERENCES users, how TEXT NOT NULL DEFAULT 'start', PRIMARY KEY (conversation_id, user_id)); -- how: start, added
CREATE TABLE messages (id INTEGER PRIMARY KEY, conversation_id INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE, sender_id INTEGER NOT NULL REFERENCES users, body TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE groups (id INTEGER PRIMARY KEY, name TEXT NOT NULL, about TEXT NOT NULL, access TEXT NOT NULL, owner_id INTEGER NOT NULL REFERENCES users); -- access: open, closed
CREATE TABLE group_members (group_id INTEGER NOT NULL REFERENCES groups, user_id INTEGER NOT NULL REFERENCES users, role TEXT NOT NULL DEFAULT 'member', PRIMARY KEY (group_id, user_id)); -- role: member, organiser
CREATE TABLE group_posts (id INTEGER PRIMARY KEY, group_id INTEGER NOT NULL REFERENCES groups, author_id INTEGER NOT NULL REFERENCES users, body TEXT NOT NULL, at TEXT NOT NULL);

-- Events, market, membership
CREATE TABLE events (id INTEGER PRIMARY KEY, title TEXT NOT NULL, day TEXT NOT NULL, place TEXT NOT NULL, about TEXT NOT NULL, cents INTEGER NOT NULL, seats INTEGER NOT NULL, host_id INTEGER NOT NULL REFERENCES users);
CREATE TABLE signups (id INTEGER PRIMARY KEY, event_id INTEGER NOT NULL REFERENCES events, user_id INTEGER NOT NULL REFERENCES users, seats INTEGER NOT NULL, ticket TEXT NOT NULL, cents INTEGER NOT NULL);
CREATE TABLE memberships (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users, plan TEXT NOT NULL, cents INTEGER NOT NULL, status TEXT NOT NULL DEFAULT 'active'); -- plan: monthly, yearly, trial; status: active, ended
CREATE TABLE listings (id INTEGER PRIMARY KEY, seller_id INTEGER NOT NULL REFERENCES users, title TEXT NOT NULL, about TEXT NOT NULL, cents INTEGER NOT NULL, status TEXT NOT NULL DEFAULT 'open', place TEXT NOT NULL, image TEXT NOT NULL, at TEXT NOT NULL); -- status: open, sold
CREATE TABLE orders (id INTEGER PRIMARY KEY, listing_id INTEGER NOT NULL REFERENCES listings, user_id INTEGER NOT NULL REFERENCES users, cents INTEGER NOT NULL, protection INTEGER NOT NULL DEFAULT 0);

-- Linked apps
CREATE TABLE apps (id INTEGER PRIMARY KEY, name TEXT NOT NULL, about TEXT NOT NULL);
CREATE TABLE app_grants (id INTEGER PRIMARY KEY, app_id INTEGER NOT NULL REFERENCES apps, user_id INTEGER NOT NULL REFERENCES users, scopes TEXT NOT NULL, days INTEGER NOT NULL); -- days: 0 never ends
