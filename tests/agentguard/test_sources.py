"""What a text that was looked up is called."""

from agentguard.sources import with_question
from agentguard.testing import tool_call


def test_a_text_is_called_by_what_was_asked_for() -> None:
    """The values name it; how many were wanted, and what is no name, do not."""
    call = tool_call("search", query="Ada", limit=20, unread=True, filter={"a": 1}, text="x" * 500)
    assert with_question("search", call) == "search “Ada”"
    assert with_question("get_ticket", tool_call("get_ticket", id=4410)) == "get_ticket “4410”"
