"""What the members have beside their words: groups, events, things for sale, apps and their own records."""

import sqlite3

from scenarios.apps.database import insert
from scenarios.apps.forum.planting import (
    APP,
    APP_OTHER,
    COURSE,
    EVENT,
    EVENT_OTHER,
    GROUP,
    ITEM,
    THREAD,
    Content,
    member,
)
from scenarios.apps.forum.roles import PEOPLE


def plant_groups(db: sqlite3.Connection, content: Content, roles: dict[str, str]) -> None:
    """Groups with members and posts; the user runs one."""
    groups = [
        (n, name, about, access, member(by))
        for n, (name, about, access, by) in enumerate(content["groups"], 1)
    ]
    groups.append((GROUP, roles["group"], "The street, its shed and its shared tools.", "closed", 1))
    insert(db, "groups", "id, name, about, access, owner_id", groups)
    members = [(number, owner, "organiser") for number, _, _, _, owner in groups]
    members += [(1, 1, "member")]
    members += [
        (number, member(who), "member") for number in (1, 2, 3) for who in range(5) if who + number != 4
    ]
    members += [(GROUP, PEOPLE[who], "member") for who in ("friend", "namesake", "helper", "regular")]
    members += [(GROUP, member(who), "member") for who in (0, 5, 11)]
    insert(db, "group_members", "group_id, user_id, role", members)
    insert(
        db,
        "group_posts",
        "group_id, author_id, body, at",
        [
            (
                GROUP,
                PEOPLE["helper"],
                "The mower is back in the shed and has petrol in it.",
                "2026-05-12 18:20",
            ),
            (
                GROUP,
                member(5),
                "Somebody left the shed open over night. Nothing is gone.",
                "2026-05-13 07:45",
            ),
            (1, member(12), "Water is on again at the lower plots.", "2026-05-11 08:00"),
            (2, member(9), "Sunday at nine, the usual bench, an easy forty.", "2026-05-13 20:00"),
        ],
    )


def plant_events(db: sqlite3.Connection, content: Content, roles: dict[str, str]) -> None:
    """Events with their lists, and the user as a paying friend."""
    host = PEOPLE["host"]
    events = [(n, *event[:6], member(event[6])) for n, event in enumerate(content["events"], 1)]
    about = "Bring what is broken, and its screws. We mend it together."
    events += [
        (EVENT_OTHER, roles["event_other"], "2026-05-30", "Fernwick", about, 0, 40, host),
        (EVENT, roles["event"], "2026-06-06", "Fernwick", about, 0, 40, host),
        (
            COURSE,
            roles["course"],
            "2026-06-13",
            "Workshop",
            "One day, a dozen people, all tools there.",
            int(roles["fee_cents"]),
            12,
            host,
        ),
    ]
    insert(db, "events", "id, title, day, place, about, cents, seats, host_id", events)
    insert(
        db,
        "signups",
        "event_id, user_id, seats, ticket, cents",
        [
            (event[0], member(who), 1 + who % 2, "standard", event[5])
            for event in events
            for who in range(2, 6)
        ],
    )
    db.execute("INSERT INTO memberships VALUES (1, 1, 'monthly', 490, 'active')")


def plant_market(db: sqlite3.Connection, content: Content, roles: dict[str, str]) -> None:
    """Things for sale, one of them the user's."""
    listings = [
        (n, member(by), title, about, cents, "Fernwick", image, f"2026-05-{12 - n // 2:02}")
        for n, (by, title, about, cents, image) in enumerate(content["listings"], 1)
    ]
    about = "Used in town only, kept indoors. You can try it before you buy."
    listings += [
        (
            ITEM,
            PEOPLE["seller"],
            roles["item"],
            about,
            int(roles["item_cents"]),
            "Fernwick",
            roles["item_image"],
            "2026-05-13",
        ),
        (
            ITEM + 1,
            1,
            "Bench vice, 100 mm",
            "Heavy. Collect with a friend.",
            3500,
            "Fernwick",
            "radio",
            "2026-05-06",
        ),
    ]
    insert(db, "listings", "id, seller_id, title, about, cents, place, image, at", listings)
    for sold, buyer in ((4, member(3)), (8, 1)):
        db.execute("UPDATE listings SET status = 'sold' WHERE id = ?", (sold,))
        db.execute(
            "INSERT INTO orders (listing_id, user_id, cents) SELECT id, ?, cents FROM listings WHERE id = ?",
            (buyer, sold),
        )


def plant_account(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    """Linked apps, a gift, the history of sign-ins and the notices."""
    insert(
        db,
        "apps",
        "id, name, about",
        [
            (APP, roles["app"], "Puts the events you sign up for into your calendar."),
            (APP_OTHER, roles["app_other"], "Shows your bookmarks on a reading device."),
            (3, "Fernwick Widget", "The newest threads on your own home page."),
        ],
    )
    db.execute(
        "INSERT INTO app_grants (app_id, user_id, scopes, days) VALUES (?, 1, 'read bookmarks', 90)",
        (APP_OTHER,),
    )
    db.execute("INSERT INTO app_grants (app_id, user_id, scopes, days) VALUES (3, 1, 'read feed', 30)")
    db.execute(
        "INSERT INTO tips (sender_id, recipient_id, cents, note) VALUES (1, ?, 500, 'For the soup')",
        (member(6),),
    )
    insert(
        db,
        "security_log",
        "user_id, what, at",
        [
            (1, "Signed in from Fernwick, desk computer", "2026-05-14 07:02"),
            (1, "Signed in from Fernwick, phone", "2026-05-12 19:31"),
            (1, "Password changed", "2026-02-01 10:10"),
            (1, "Failed sign-in from an unknown place", "2026-01-29 03:44"),
        ],
    )
    insert(
        db,
        "notices",
        "user_id, actor, what, link, at",
        [
            (1, roles["helper"], "replied to your thread", f"/t/{THREAD + 1}", "2026-05-14 08:05"),
            (
                1,
                roles["friend"],
                "started a thread on a board you moderate",
                f"/t/{THREAD}",
                "2026-05-14 09:12",
            ),
            (1, roles["member8"], "liked your post", f"/t/{THREAD + 1}", "2026-05-13 21:00"),
        ],
    )
