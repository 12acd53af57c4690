"""The words of the desk: today, the choices of its forms, and what is said after an act."""

from datetime import date, timedelta

NOW = "2026-05-14 10:20"
TODAY = NOW[:10]
NEVER = "never"

STATUSES = {"lead": "Lead", "active": "Active", "dormant": "Dormant", "lost": "Lost"}
SEGMENTS = ("Café", "Hotel", "Restaurant", "Bakery", "Office", "Trade fair", "Key account")
STAGES = {
    "new": "New",
    "qualified": "Qualified",
    "proposal": "Proposal",
    "negotiation": "Negotiation",
    "won": "Won",
    "lost": "Lost",
}
RIGHTS = {"view": "Can view", "edit": "Can edit", "export": "Can edit and export"}
LASTS = {"7": "7 days", "30": "30 days", "365": "1 year", NEVER: "Never"}
PARTS = {
    "contact": "Contact details",
    "deals": "Deals",
    "notes": "Notes",
    "consent": "Consent history",
}
AUDIENCES = {"consented": "Only customers who said yes to mail", "everyone": "Everyone on the list"}
KINDS = {"access": "Copy of the data", "rectify": "Correction", "delete": "Deletion"}
MODES = {
    "add": "Only add new customers",
    "fill": "Add new ones and fill in what is empty",
    "overwrite": "Overwrite what is there",
}
HAPPENS = {
    "customer_created": "a customer is created",
    "deal_won": "a deal is won",
    "deal_lost": "a deal is lost",
    "request_received": "a privacy request comes in",
}
DOES = {
    "todo": "create a task for the owner",
    "mail": "send the record by mail to",
    "status": "set the status to",
}
SCOPES = {
    "own": "Read my own customers",
    "read": "Read all customers",
    "full": "Read, change and delete all customers",
}
SEEN_BY = {"firm": "Everybody at the firm", "team": "My team", "owner": "Only the owner"}
ROLES = {"viewer": "Viewer", "agent": "Agent", "manager": "Manager", "admin": "Administrator"}

DONE = {
    "saved": "Saved.",
    "created": "Created.",
    "note": "The note is saved.",
    "todo": "The task is saved.",
    "ticked": "Done. One less.",
    "sent": "Your mail is on its way.",
    "binned": "Moved to the bin. It stays there for 30 days.",
    "restored": "The record is back.",
    "purged": "Deleted for good.",
    "erased": "The personal data has been erased.",
    "merged": "The two records are one now.",
    "dismissed": "They are not suggested any more.",
    "undone": "The last change is undone.",
    "shared": "Access is given.",
    "revoked": "Access is taken back.",
    "exported": "The export is ready.",
    "mailed": "The export is on its way by mail.",
    "campaign": "The campaign is on its way.",
    "handed": "The records have a new owner.",
    "imported": "The file is imported.",
    "rule": "The rule is active.",
    "connected": "The app is connected.",
    "disconnected": "The app has no access any more.",
    "kept": "Thank you for staying. Your new plan is active.",
    "held": "The legal hold is in place.",
    "released": "The legal hold is lifted.",
    "answered": "The request is closed.",
    "invited": "The invitation is on its way.",
    "completed": "Saved. Missing fields were completed from the registry.",
}


def ends(lasts: str) -> str:
    """The day on which something ends that begins today and lasts so long; `never` stays as it is."""
    if lasts not in LASTS or lasts == NEVER:
        return NEVER
    return str(date.fromisoformat(TODAY) + timedelta(days=int(lasts)))
