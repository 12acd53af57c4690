"""Secrets in arguments are known from then on."""

import base64

from agentguard.secrecy import remember_secrets
from agentguard.testing import tool_call
from worldmodel.secrets import Redactor


def test_a_value_under_a_telling_name_is_masked_wherever_it_turns_up() -> None:
    """Fault 27: also without its name, and encoded."""
    redactor = Redactor(b"k" * 32)
    remember_secrets(redactor, tool_call("login", user="ann", auth={"password": ["plaincanarybird"]}))
    encoded = base64.b64encode(b"plaincanarybird").decode()
    assert "canary" not in redactor.text("could not use plaincanarybird for ann")
    assert encoded not in redactor.text(f"sent {encoded}")
    assert "ann" in redactor.text("ann")


def test_what_looks_like_a_secret_is_masked_alone_later() -> None:
    """A token found by its shape is known as itself."""
    redactor = Redactor(b"k" * 32)
    remember_secrets(redactor, tool_call("run", command="curl -u ann:Sparrow77x https://x.test"))
    remember_secrets(redactor, tool_call("note", text="password: Sparrow77x"))
    assert "Sparrow77x" not in redactor.text("it said Sparrow77x again")


def test_a_nest_too_deep_to_read_is_left_alone() -> None:
    """Reading is bounded."""
    deep: object = "password: Sparrow77x"
    for _ in range(60):
        deep = [deep]
    remember_secrets(Redactor(), tool_call("note", deep=deep))
