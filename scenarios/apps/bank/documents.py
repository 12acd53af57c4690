"""Statements and certificates: a list that loads on, download, e-mail, links, and how they are delivered."""

from starlette.responses import JSONResponse, PlainTextResponse, Response

from scenarios.apps.bank.frame import (
    Problem,
    account_of,
    accounts,
    day,
    email_of,
    missing,
    number_of,
    page,
    start_of,
)
from scenarios.apps.bank.ledger import TODAY
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see
from scenarios.apps.writing import money

_A_PAGE = 12


def _list(visit: Visit) -> Response:
    links = visit.db.all(
        "SELECT l.*, a.name AS account FROM links l JOIN accounts a ON a.id = l.account_id ORDER BY l.id"
    )
    return page(visit, "documents.html", accounts=accounts(visit), links=links)


def _more(visit: Visit) -> Response:
    start = start_of(visit)
    rows = visit.db.all(
        "SELECT d.*, a.name AS account FROM documents d JOIN accounts a ON a.id = d.account_id"
        " ORDER BY d.day DESC, d.id LIMIT ? OFFSET ?",
        _A_PAGE + 1,
        start,
    )
    shown = [
        {
            "id": row["id"],
            "name": f"{visit.t(row['kind'])} {row['name']}",
            "account": visit.t(row["account"]),
            "day": day(row["day"], visit.language),
        }
        for row in rows[:_A_PAGE]
    ]
    return JSONResponse({"documents": shown, "next": start + _A_PAGE if len(rows) > _A_PAGE else None})


def _document(visit: Visit) -> Row | None:
    return visit.db.one(
        "SELECT d.*, a.name AS account, a.iban FROM documents d JOIN accounts a ON a.id = d.account_id"
        " WHERE d.id = ?",
        visit.number("id"),
    )


def _download(visit: Visit) -> Response:
    document = _document(visit)
    if document is None:
        return missing(visit)
    entries = visit.db.all(
        "SELECT * FROM entries WHERE account_id = ? AND day < ? ORDER BY day DESC LIMIT 40",
        document["account_id"],
        document["day"],
    )
    lines = [f"Harrowmere   {document['kind']} {document['name']}   {document['iban']}", ""]
    lines += [f"{row['day']}  {row['title'][:40]:40}  {money(row['cents']):>14}" for row in entries]
    headers = {"Content-Disposition": f'attachment; filename="document-{document["id"]}.txt"'}
    return PlainTextResponse("\n".join(lines), headers=headers)


def _sending(visit: Visit, problem: str = "") -> Response:
    document = _document(visit)
    if document is None:
        return missing(visit)
    return page(
        visit,
        "document_send.html",
        422 if problem else 200,
        document=document,
        problem=problem,
        form=visit.fields,
    )


def _send(visit: Visit) -> Response:
    try:
        email = email_of(visit.form("email"))
    except Problem as problem:
        return _sending(visit, str(problem))
    visit.db.run("INSERT INTO sent_documents (document_id, email) VALUES (?, ?)", visit.number("id"), email)
    return see("/documents?said=sent")


def _delivery(visit: Visit, problem: str = "") -> Response:
    return page(visit, "delivery.html", 422 if problem else 200, problem=problem)


def _deliver(visit: Visit) -> Response:
    """Electronic delivery needs consent; the rest of the form comes along."""
    delivery = visit.form("delivery", "post")
    if delivery == "online" and not visit.form("consent"):
        return _delivery(visit, "Please agree to electronic delivery first.")
    named = {"e-statements": visit.form("consent"), "partners": visit.form("partners")}
    for name in (name for name, given in named.items() if given):
        visit.db.run("INSERT OR IGNORE INTO consents VALUES (?, ?)", name, TODAY.isoformat())
    visit.db.run(
        "UPDATE users SET delivery = ?, tidy = ? WHERE id = ?",
        "online" if delivery == "online" else "post",
        int(bool(visit.form("tidy"))),
        visit.user_id,
    )
    return see("/documents?said=saved")


def _link(visit: Visit) -> Response:
    try:
        account, days = account_of(visit, "account_id"), number_of(visit, "days")
    except Problem:
        return see("/documents")
    token = f"s{account}{days:03}{visit.user_id}"
    visit.db.run("INSERT INTO links (account_id, token, days) VALUES (?, ?, ?)", account, token, days)
    return see("/documents?said=shared")


def _unlink(visit: Visit) -> Response:
    visit.db.run("DELETE FROM links WHERE id = ?", visit.number("id"))
    return see("/documents?said=ended")


PAGES = (
    Page("/documents", _list),
    Page("/api/documents", _more),
    Page("/documents/{id:int}/download", _download),
    Page("/documents/{id:int}/send", _sending),
    Page("/documents/{id:int}/send", _send, ("POST",)),
    Page("/documents/delivery", _delivery),
    Page("/documents/delivery", _deliver, ("POST",)),
    Page("/documents/links", _link, ("POST",)),
    Page("/documents/links/{id:int}/end", _unlink, ("POST",)),
)
