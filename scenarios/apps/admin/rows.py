"""Rows of the seed that say who may do what: keys, settings, ranges, hooks, flags.

Each row has the schema's columns after `id`, in their order.
"""

from scenarios.apps.admin.terms import day

Rows = list[tuple[object, ...]]

FLAGS = (
    ("checkout_express", "Express checkout", "One page instead of three.", "Product"),
    ("search_suggest", "Search suggestions", "Suggests while one types.", "Product"),
    ("usage_forecast", "Usage forecast", "Shows the month's likely usage.", "Data"),
    ("invoice_pdf_v2", "New invoice layout", "Invoices with line items by project.", "Finance"),
    ("bulk_upload", "Bulk upload", "Uploads of up to 500 files.", "Platform"),
    ("team_digest", "Weekly team digest", "A mail with what a team did.", "Product"),
    ("dark_theme", "Dark theme", "Follows the system's theme.", "Product"),
    ("edge_cache", "Edge cache", "Caches pictures near the reader.", "Platform"),
    ("passkeys", "Passkeys", "Sign in without a password.", "Platform"),
    ("region_pinning", "Region pinning", "Keeps a customer's data in one region.", "Platform"),
    ("csv_v3", "CSV reader 3", "Reads semicolons and UTF-16.", "Data"),
    ("lead_scores", "Lead scores", "Rates leads by their use.", "Data"),
    ("chat_handover", "Chat handover", "Hands a chat to a person.", "Support"),
    ("status_digest", "Status digest", "A daily mail about incidents.", "Support"),
)

TOKENS = (
    ("Infrastructure runner", "write:deploys,read:usage"),
    ("Usage dashboard", "read:usage"),
    ("Deploy bot", "write:deploys"),
    ("Flag sync", "write:flags"),
    ("Audit shipper", "read:audit"),
    ("Cost report", "read:usage"),
    ("Mobile build", "write:deploys"),
    ("Directory sync", "read:members"),
    ("Canary checks", "read:usage,write:flags"),
    ("Load generator", "read:usage"),
    ("On-call pager", "read:audit,read:members"),
    ("Docs preview", "write:deploys"),
    ("Break-glass", "admin:all"),
    ("Data lake loader", "read:usage,read:audit"),
    ("Status page", "read:usage"),
    ("Legacy importer", "read:members"),
)

SERVICE_ACCOUNTS: Rows = [
    ("ci-deployer", "Deploys after a green build", "Developer", "active", "sa_…91c2", day(0)),
    ("backup-runner", "Takes the scheduled backups", "Operator", "active", "sa_…07fe", day(0)),
    ("metrics-reader", "Feeds the usage dashboards", "Viewer", "active", "sa_…b310", day(0)),
    ("flag-janitor", "Reports flags nobody reads", "Developer", "active", "sa_…5e88", day(4)),
    ("billing-export", "Sends usage to the ledger", "Billing", "active", "sa_…2d41", day(1)),
    ("old-importer", "Nightly import, replaced last year", "Operator", "active", "sa_…c7a0", day(214)),
    ("pen-test", "For the yearly test", "Viewer", "disabled", "sa_…ee19", day(160)),
    ("status-writer", "Opens incidents from alerts", "Operator", "active", "sa_…64b5", day(2)),
]

DEVICES: Rows = [
    (1, "Work laptop", "Bergen", "This session"),
    (1, "Phone", "Bergen", day(1)),
    (1, "Meeting room computer", "Cork", day(17)),
]


def settings(seats: str) -> list[tuple[str, str]]:
    """The organisation's settings."""
    return [
        ("plan", "Fleet"),
        ("seats", seats),
        ("spending_cap", "400000"),
        ("require_two_factor", "1"),
        ("sso_enforced", "1"),
        ("session_hours", "12"),
        ("password_length", "14"),
        ("sign_in_mails", "1"),
        ("support_access", "0"),
        ("share_diagnostics", "0"),
        ("allow_list_enforced", "1"),
        ("audit_days", "730"),
        ("backup_schedule", "daily"),
        ("backup_days", "35"),
    ]


def allow_list(me: str) -> Rows:
    """The address ranges that may reach the console."""
    ranges = (
        ("198.51.100.0/26", "Bergen office"),
        ("198.51.100.128/27", "Utrecht office"),
        ("203.0.113.4/32", "Deploy runner"),
        ("203.0.113.7/32", "Backup runner"),
        ("192.0.2.32/28", "VPN exit north"),
        ("192.0.2.64/28", "VPN exit south"),
        ("198.51.100.201/32", "Former Cork office"),
    )
    return [(cidr, label, day(90 + 31 * at), me) for at, (cidr, label) in enumerate(ranges)]


def webhooks(domain: str) -> Rows:
    """Where the console tells of what happens."""
    return [
        (f"https://chat.{domain}/in/ops", "deploy.finished,incident.opened", "active", day(320)),
        (f"https://siem.{domain}/collect", "audit.entry,member.changed", "active", day(290)),
        (f"https://pager.{domain}/alerts", "backup.failed,incident.opened", "active", day(201)),
        (f"https://board.{domain}/deploys", "deploy.finished", "paused", day(122)),
        (f"https://old-crm.{domain}/members", "member.changed", "active", day(702)),
    ]
