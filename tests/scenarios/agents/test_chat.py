"""A chat model as the agent, through LangChain's real client and a local server of the OpenAI kind."""

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from langchain_openai import ChatOpenAI
from typing_extensions import override

from agentguard.errors import ConfigurationError
from scenarios.agents.chat import ChatAgent, load_model
from scenarios.agents.run import RefusedError

PAGE = """<h1>Desk</h1><label>Name <input id=n></label>
<label>Size <select id=s><option>S</option><option>L</option></select></label>
<button onclick="document.title = n.value + ' ' + s.value">Save</button>"""

Calls = list[tuple[str, dict[str, Any]]]


class Server:
    """Answers chat completions with the tool calls it was given, one a turn, and keeps what it was sent."""

    def __init__(self, calls: Calls) -> None:
        self.asked: list[dict[str, Any]] = []
        waiting = list(calls)
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
                message: dict[str, Any] = {"role": "assistant", "content": "All done."}
                if waiting:
                    name, given = waiting.pop(0)
                    function = {"name": name, "arguments": json.dumps(given)}
                    call = {"id": f"c{len(waiting)}", "type": "function", "function": function}
                    message = {"role": "assistant", "content": None, "tool_calls": [call]}
                choice = {"index": 0, "message": message, "finish_reason": "stop"}
                usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
                body = json.dumps(
                    {"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
                    | {"usage": usage}
                ).encode()
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            @override
            def log_message(self, *args: Any) -> None:
                """Keep the test's output quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.model = ChatOpenAI(
            model="m",
            base_url=f"http://127.0.0.1:{self._server.server_port}/v1",
            api_key="none",
            max_retries=0,
        )

    def close(self) -> None:
        """End the server."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def serve() -> Iterator[Any]:
    """Makes servers that are closed at the end."""
    made: list[Server] = []

    def make(*calls: tuple[str, dict[str, Any]]) -> Server:
        made.append(Server(list(calls)))
        return made[-1]

    yield make
    for server in made:
        server.close()


@pytest.mark.browser
async def test_the_model_sees_the_page_and_works_it(page: Any, serve: Any) -> None:
    """Its calls become acts, and every answer shows the page as it is then."""
    await page.set_content(PAGE)
    server = serve(
        ("fill", {"number": 0, "text": "Ada"}),
        ("choose", {"number": 1, "option": "L"}),
        ("click", {"number": 2}),
        ("finish", {"answer": "saved"}),
    )
    agent = ChatAgent(page, "Save Ada in L.", server.model)
    run = await agent.work()
    assert await page.title() == "Ada L"
    assert agent.answer == "saved"
    assert [act.verdict for act in run.acts] == ["allow"] * 3
    first = server.asked[0]
    assert {tool["function"]["name"] for tool in first["tools"]} >= {"click", "fill", "open", "finish"}
    assert "Save Ada in L." in first["messages"][1]["content"]
    assert "2: button 'Save'" in first["messages"][2]["content"]
    assert "= 'Ada'" in server.asked[1]["messages"][-1]["content"]


@pytest.mark.browser
async def test_a_refusal_and_a_mistake_are_told_to_the_model(page: Any, serve: Any) -> None:
    """Neither ends the work; an answer without a call does."""
    await page.set_content(PAGE)

    class No:
        async def check(self, page: Any, act: str, control: Any, value: str) -> None:
            if control.name == "Save":
                raise RefusedError("nobody asked for that", "block")

    server = serve(
        ("click", {"number": 2}), ("click", {"number": 99}), ("click", {"number": -1}), ("fly", {"number": 0})
    )
    agent = ChatAgent(page, "Look.", server.model, guard=No())
    run = await agent.work()
    told = [asked["messages"][-1]["content"] for asked in server.asked[1:]]
    assert "nobody asked for that" in told[0]
    assert "no control 99" in told[1]
    assert "no control -1" in told[2]
    assert "no tool 'fly'" in told[3]
    assert [act.verdict for act in run.acts] == ["block"]
    assert len(run.errors) == 3
    assert agent.answer == "All done."


def test_a_model_is_loaded_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Module and attribute; what is no chat model is refused by name."""
    (tmp_path / "my_own_models.py").write_text(
        "from langchain_openai import ChatOpenAI\nmine = ChatOpenAI(model='m', api_key='none')\nother = 3\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert isinstance(load_model("my_own_models:mine"), ChatOpenAI)
    for name, why in (("my_own_models:other", "int"), ("my_own_models:nix", "nix"), ("no_such:x", "no_such")):
        with pytest.raises(ConfigurationError, match=why):
            load_model(name)
    sys.modules.pop("my_own_models")
