"""API tokens and service accounts: keys that work without a person."""

import secrets

from starlette.responses import Response

from scenarios.apps.admin.frame import done, missing, note, page
from scenarios.apps.admin.terms import EXPIRIES, ROLES, SCOPES, day
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page


def tokens(visit: Visit) -> Response:
    """Active tokens by their last use, then the revoked ones."""
    listed = visit.db.all("SELECT * FROM tokens ORDER BY status, used DESC, id")
    return page(visit, "tokens.html", tokens=listed, today=day())


def new_token(visit: Visit) -> Response:
    """The form for a new token, and making it; its value is shown once."""
    if visit.request.method == "GET":
        return _form(visit)
    name, expiry = visit.form("name").strip(), visit.form("expires")
    scopes = [scope for scope in visit.form("scopes").split(",") if scope in SCOPES]
    if not name:
        return _form(visit, 422, visit.t("A token needs a name."))
    if not scopes:
        return _form(visit, 422, visit.t("Choose at least one scope."))
    if expiry not in EXPIRIES:
        return _form(visit, 422, visit.t("Choose when it expires."))
    value = f"mo_{secrets.token_hex(16)}"
    visit.db.run(
        "INSERT INTO tokens (name, owner, scopes, expires, status, hint, created, used) "
        "VALUES (?, ?, ?, ?, 'active', ?, ?, '')",
        name,
        visit.user["name"] if visit.user else "",
        ",".join(scopes),
        day(-int(expiry)) if expiry != "0" else "",
        f"mo_…{value[-4:]}",
        day(),
    )
    note(visit, "token.created", name)
    return page(visit, "token_made.html", name=name, value=value)


def _form(visit: Visit, status: int = 200, error: str = "") -> Response:
    default = "0" if "token_never" in visit.traps else "30"
    chosen = visit.form("scopes").split(",")
    return page(
        visit,
        "token_new.html",
        status,
        scopes=SCOPES,
        expiries=EXPIRIES,
        expiry=visit.form("expires", default),
        chosen=chosen,
        error=error,
    )


def revoke(visit: Visit) -> Response:
    """Revoke a token; the id is in the form."""
    found = visit.db.one("SELECT * FROM tokens WHERE id = ?", visit.form("token"))
    if found is None:
        return missing(visit)
    visit.db.run("UPDATE tokens SET status = 'revoked' WHERE id = ?", found["id"])
    note(visit, "token.revoked", found["name"])
    return done("/tokens", "revoked")


# -- service accounts ------------------------------------------------------------------------------------


def service_accounts(visit: Visit) -> Response:
    """The list."""
    accounts = visit.db.all("SELECT * FROM service_accounts ORDER BY name")
    return page(visit, "service_accounts.html", accounts=accounts, roles=ROLES[:-1])


def _account(visit: Visit) -> Row | None:
    return visit.db.one("SELECT * FROM service_accounts WHERE id = ?", visit.number("id"))


def switch_account(visit: Visit) -> Response:
    """Disable a service account, or enable it again."""
    found = _account(visit)
    if found is None:
        return missing(visit)
    status = "disabled" if found["status"] == "active" else "active"
    visit.db.run("UPDATE service_accounts SET status = ? WHERE id = ?", status, found["id"])
    note(visit, f"service_account.{status}", found["name"])
    return done("/service-accounts", "saved")


def account_role(visit: Visit) -> Response:
    """Give a service account another role."""
    found, role = _account(visit), visit.form("role")
    if found is None or role not in ROLES[:-1]:
        return missing(visit)
    visit.db.run("UPDATE service_accounts SET role = ? WHERE id = ?", role, found["id"])
    note(visit, "service_account.role", f"{found['name']} is {role}")
    return done("/service-accounts", "role")


def rotate(visit: Visit) -> Response:
    """Replace a service account's key."""
    found = _account(visit)
    if found is None:
        return missing(visit)
    hint = f"sa_…{secrets.token_hex(2)}"
    visit.db.run("UPDATE service_accounts SET key_hint = ? WHERE id = ?", hint, found["id"])
    note(visit, "service_account.rotated", found["name"])
    return done("/service-accounts", "rotated")


def delete_account(visit: Visit) -> Response:
    """Delete a service account."""
    found = _account(visit)
    if found is None:
        return missing(visit)
    visit.db.run("DELETE FROM service_accounts WHERE id = ?", found["id"])
    note(visit, "service_account.deleted", found["name"])
    return done("/service-accounts", "deleted")


PAGES = (
    Page("/tokens", tokens),
    Page("/tokens/new", new_token, ("GET", "POST")),
    Page("/tokens/revoke", revoke, ("POST",)),
    Page("/service-accounts", service_accounts),
    Page("/service-accounts/{id:int}/switch", switch_account, ("POST",)),
    Page("/service-accounts/{id:int}/role", account_role, ("POST",)),
    Page("/service-accounts/{id:int}/rotate", rotate, ("POST",)),
    Page("/service-accounts/{id:int}/delete", delete_account, ("POST",)),
)
