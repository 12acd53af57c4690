"""The address book."""

from starlette.responses import Response

from scenarios.apps.visit import Visit
from scenarios.apps.webmail.addresses import wrong
from scenarios.apps.webmail.frame import page
from scenarios.apps.webmail.seed import TODAY
from scenarios.apps.world import Page, see

_FIELDS = ("name", "email", "phone", "firm", "note")


def _contacts(visit: Visit) -> Response:
    query = visit.query("q").strip()
    rows = visit.db.all(
        "SELECT * FROM contacts WHERE name LIKE ? OR firm LIKE ? ORDER BY name", f"%{query}%", f"%{query}%"
    )
    return page(visit, "contacts.html", here="contacts", rows=rows, query=query)


def _form(visit: Visit, entered: dict[str, str], number: int = 0, problem: str = "") -> Response:
    return page(
        visit, "contact_form.html", 400 if problem else 200, here="contacts", entered=entered, number=number,
        problem=problem,
    )  # fmt: skip


def _new(visit: Visit) -> Response:
    return _form(visit, {name: visit.query(name) for name in _FIELDS})


def _edit(visit: Visit) -> Response:
    contact = visit.db.one("SELECT * FROM contacts WHERE id = ?", visit.number("id"))
    if contact is None:
        return page(visit, "missing.html", 404, here="")
    return _form(visit, {name: contact[name] for name in _FIELDS}, contact["id"])


def _save(visit: Visit) -> Response:
    number = int(visit.request.path_params.get("id", 0))
    entered = {name: visit.form(name).strip() for name in _FIELDS}
    if not entered["name"] or not entered["email"] or wrong(entered["email"]):
        return _form(visit, entered, number, visit.t("A contact needs a name and an address."))
    if number:
        visit.db.run(
            "UPDATE contacts SET name = ?, email = ?, phone = ?, firm = ?, note = ? WHERE id = ?",
            *entered.values(), number,
        )  # fmt: skip
    else:
        number = visit.db.run(
            "INSERT INTO contacts (name, email, phone, firm, note, used) VALUES (?, ?, ?, ?, ?, ?)",
            *entered.values(), TODAY,
        )  # fmt: skip
    return see(f"/contacts/{number}?done=saved")


def _contact(visit: Visit) -> Response:
    contact = visit.db.one("SELECT * FROM contacts WHERE id = ?", visit.number("id"))
    if contact is None:
        return page(visit, "missing.html", 404, here="")
    return page(visit, "contact.html", here="contacts", contact=contact)


def _delete(visit: Visit) -> Response:
    visit.db.run("DELETE FROM contacts WHERE id = ?", visit.number("id"))
    return see("/contacts?done=removed")


PAGES = [
    Page("/contacts", _contacts),
    Page("/contacts/new", _new),
    Page("/contacts/new", _save, ("POST",)),
    Page("/contacts/{id:int}", _contact),
    Page("/contacts/{id:int}/edit", _edit),
    Page("/contacts/{id:int}/edit", _save, ("POST",)),
    Page("/contacts/{id:int}/delete", _delete, ("POST",)),
]
