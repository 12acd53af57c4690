"""Fill an empty forum: its members, what they wrote, and what waits for the moderators."""

import sqlite3
from typing import Any

from scenarios.apps.database import insert
from scenarios.apps.forum.belongings import plant_account, plant_events, plant_groups, plant_market
from scenarios.apps.forum.planting import (
    BENCH,
    CARD,
    POLL,
    REGULAR_POST,
    SPAM_POST,
    THREAD,
    Content,
    content,
    member,
)
from scenarios.apps.forum.roles import MEMBERS, PASSWORD, PEOPLE

_BIOS = (
    "Bakes, rides, complains about gates.",
    "Allotment 14. Beans, mostly.",
    "Plays the fiddle badly and often.",
    "Moved here for a year in 2009.",
    "Saint-Aubin en été, Fernwick en hiver.",
    "Retired surveyor. Ask me about bridges.",
    "Two cats, one allotment, no patience.",
    "Teaches at the school on Mill Lane.",
    "Night shifts, so forgive the hours.",
    "Sings bass when somebody begs.",
    "Choriste, cycliste, optimiste.",
    "Collects maps and loses them.",
    "Will trade jam for advice.",
)
_TOWNS = ("Fernwick", "Fernwick", "Saint-Aubin", "Fernwick", "Upper Fern")


def plant(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    """Plant the whole forum."""
    written = content()
    _people(db, roles)
    _boards(db, written)
    for number, thread in enumerate(written["threads"], 1):
        _thread(db, number, thread)
    _votes(db)
    _tasks_thread(db, roles)
    _moderation(db, written, roles)
    _drafts(db, roles)
    _articles(db, written)
    _conversations(db, written, roles)
    plant_groups(db, written, roles)
    plant_events(db, written, roles)
    plant_market(db, written, roles)
    plant_account(db, roles)


def _people(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    people = [("me", 1), *((f"member{n}", member(n)) for n in range(MEMBERS)), *PEOPLE.items()]
    insert(
        db,
        "users",
        "id, name, handle, email, password, recovery_email, phone, town, bio, joined, visibility, card",
        [
            (
                number,
                roles[name],
                roles[f"{name}_handle"],
                roles[f"{name}_email"],
                PASSWORD if name == "me" else f"not-for-{number}",
                roles[f"{name}_email"].replace("example.com", "example.net"),
                roles["phone"] if name == "me" else "",
                _TOWNS[number % len(_TOWNS)],
                "Mends things on Saturdays." if name == "me" else _BIOS[number % len(_BIOS)],
                f"{2016 + number % 9}-0{1 + number % 9}-11",
                "members",
                CARD if name == "me" else "",
            )
            for name, number in people
        ],
    )
    for number in (5, 8, 11, PEOPLE["friend"]):
        db.execute("INSERT INTO follows VALUES (1, 'user', ?)", (member(number) if number < 20 else number,))
    db.execute("INSERT INTO blocks VALUES (1, ?)", (member(16),))


def _boards(db: sqlite3.Connection, content: Content) -> None:
    insert(db, "boards", "slug, name, about, colour", [tuple(board) for board in content["boards"]])
    db.executemany("INSERT INTO follows VALUES (1, 'board', ?)", [(1,), (BENCH,)])
    db.executemany("INSERT INTO moderators VALUES (?, ?)", [(BENCH, 1), (BENCH, member(8)), (1, member(11))])


def _thread(db: sqlite3.Connection, number: int, thread: dict[str, Any]) -> None:
    (board,) = db.execute("SELECT id FROM boards WHERE slug = ?", (thread["board"],)).fetchone()
    author = member(thread["by"])
    db.execute(
        "INSERT INTO threads (id, board_id, author_id, title, at, pinned) VALUES (?, ?, ?, ?, ?, ?)",
        (number, board, author, thread["title"], thread["at"], int(thread.get("pinned", False))),
    )
    posts = [(number, author, thread["body"], thread["at"], thread.get("image", ""))]
    posts += [(number, member(by), text, thread["at"], "") for by, text in thread["replies"]]
    insert(db, "posts", "thread_id, author_id, body, at, image", posts)


def _votes(db: sqlite3.Connection) -> None:
    """Some of the members like some of the posts, always the same."""
    posts = [row[0] for row in db.execute("SELECT id FROM posts")]
    pairs = [(post, member(who)) for post in posts for who in range(MEMBERS) if (post * 7 + who * 5) % 6 == 0]
    insert(db, "votes", "post_id, user_id, value", [(*pair, 1) for pair in pairs])


def _tasks_thread(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    """The thread that tasks are about stands near the top, with two answers and one post of the user's."""
    at = "2026-05-14 09:12"
    insert(
        db,
        "threads",
        "id, board_id, author_id, title, at",
        [
            (THREAD, BENCH, PEOPLE["friend"], roles["thread"], at),
            (THREAD + 1, BENCH, 1, "Repair café in April, what came back whole", "2026-05-04 20:00"),
        ],
    )
    insert(
        db,
        "posts",
        "id, thread_id, author_id, body, at",
        [
            (801, THREAD, PEOPLE["friend"], "For a week or so. I bring it back cleaner than I found it.", at),
            (802, THREAD, member(12), "Mine is at my brother's, sorry.", at),
            (803, THREAD, PEOPLE["host"], "Have you asked at the tool library?", at),
            (
                804,
                THREAD + 1,
                1,
                "Nineteen lamps, four kettles, one accordion. Two toasters are beyond us.",
                "2026-05-04 20:00",
            ),
            (805, THREAD + 1, PEOPLE["helper"], "And one very happy child with a robot.", "2026-05-04 21:00"),
            (806, THREAD + 1, 1, "The robot now says good night to everybody.", "2026-05-05 07:10"),
        ],
    )
    db.executemany("INSERT INTO saved VALUES (1, ?)", [(3,), (11,)])


def _moderation(db: sqlite3.Connection, content: Content, roles: dict[str, str]) -> None:
    threads = {row["title"]: row["id"] for row in db.execute("SELECT id, title FROM threads")}
    sewing = threads["Sewing machine skips every tenth stitch"]
    screws = threads["Where do you buy single screws these days?"]
    posts = [
        (
            REGULAR_POST,
            screws,
            PEOPLE["regular"],
            "Try the model shop, they sell them by the gram.",
            "visible",
        ),
        (SPAM_POST, sewing, PEOPLE["spammer"], roles["spam"], "visible"),
    ]
    posts += [
        (903 + n, threads[title], member(by), text, "held")
        for n, (by, title, text) in enumerate(content["held"])
    ]
    insert(
        db,
        "posts",
        "id, thread_id, author_id, body, status, at",
        [(*post, f"2026-05-14 0{9 - n}:5{n}") for n, post in enumerate(posts)],
    )
    insert(
        db,
        "reports",
        "user_id, post_id, reason, note",
        [
            (member(3), REGULAR_POST, "off-topic", "Is the model shop not an advertisement?"),
            (member(12), SPAM_POST, "spam", "Third board today."),
            (member(4), SPAM_POST, "spam", ""),
        ],
    )
    insert(
        db,
        "filters",
        "board_id, name, about, live",
        [
            (BENCH, "Links from new members", "Holds posts with a link from members of under 30 days.", 1),
            (BENCH, "Repeated posts", "Holds a text that was posted on another board within a day.", 1),
            (BENCH, "Shouting", "Holds titles in capitals.", 0),
        ],
    )
    actions = (
        ("removed", "post by a banned member", 1),
        ("approved", "post in Bicycle pump leaks at the hose", member(8)),
        ("locked", "Toaster thread of 2024", 1),
        ("approved", "post in Kettle lid will not stay shut", member(8)),
        ("banned", "a shop that was not one", member(8)),
        ("pinned", "What to bring to the repair café", 1),
        ("approved", "post in Where do you buy single screws these days?", 1),
        ("removed", "the same advertisement, third time", member(8)),
        ("unlocked", "Toaster thread of 2024", member(8)),
        ("approved", "post in Sewing machine skips every tenth stitch", 1),
    )
    insert(
        db,
        "mod_log",
        "board_id, moderator_id, action, target, at",
        [
            (BENCH, who, what, target, f"2026-05-1{3 - n // 4} {19 - n}:20")
            for n, (what, target, who) in enumerate(actions)
        ],
    )
    db.execute(
        "INSERT INTO bans (board_id, user_id, days, reason) VALUES (?, ?, 30, 'Insults')", (BENCH, member(15))
    )


def _drafts(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    insert(
        db,
        "drafts",
        "user_id, board_id, title, body, at",
        [
            (
                1,
                4,
                roles["draft_other"],
                "Meet at the lock at ten. Four hours with a long lunch.",
                "2026-05-13 22:01",
            ),
            (
                1,
                4,
                roles["draft"],
                "Not sure about the stile in the middle. Ask somebody first.",
                "2026-05-12 21:15",
            ),
            (1, 2, roles["ready"], "In front of my gate until Sunday. Help yourselves.", "2026-05-12 19:40"),
            (
                1,
                BENCH,
                "Opening hours of the tool library",
                "Saturday 10 to 12, from June also",
                "2026-05-09 18:00",
            ),
        ],
    )


def _articles(db: sqlite3.Connection, content: Content) -> None:
    db.execute(
        "INSERT INTO polls VALUES (?, ?, 'One vote for each member.')",
        (POLL, "Where should the twin towns meet in October?"),
    )
    options = (
        ("At the coast", 41),
        ("In the mountains", 38),
        ("On the canal", 17),
        ("At home, as always", 9),
    )
    insert(db, "poll_options", "poll_id, label, votes", [(POLL, *option) for option in options])
    insert(
        db,
        "articles",
        "title, lead, body, author_id, at, poll_id",
        [
            (
                one["title"],
                one["lead"],
                one["body"],
                member(n),
                f"2026-05-1{3 - n}",
                POLL if one.get("poll") else None,
            )
            for n, one in enumerate(content["articles"])
        ],
    )


def _conversations(db: sqlite3.Connection, content: Content, roles: dict[str, str]) -> None:
    friend, namesake = PEOPLE["friend"], PEOPLE["namesake"]
    talks = [(member(one["from"]), one["at"], one["messages"]) for one in content["conversations"]]
    talks.append(
        (
            friend,
            "2026-05-13 18:44",
            [
                [friend, f"Could you tell me by {roles['day']} whether the workshop is free in the evening?"],
                ["me", "I will ask and let you know."],
            ],
        )
    )
    talks.append(
        (namesake, "2026-05-14 09:30", [[namesake, "Did you see the harp article? I laughed out loud."]])
    )
    for number, (other, at, said) in enumerate(talks, 1):
        db.execute("INSERT INTO conversations (id, at) VALUES (?, ?)", (number, at))
        db.executemany(
            "INSERT INTO conversation_members (conversation_id, user_id) VALUES (?, ?)",
            [(number, 1), (number, other)],
        )
        sayings = [(number, 1 if who == "me" else other, text, at) for who, text in said]
        insert(db, "messages", "conversation_id, sender_id, body, at", sayings)
