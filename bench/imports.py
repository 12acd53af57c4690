"""Import time, in fresh interpreters."""

from bench import fresh
from bench.clock import Effort
from bench.figures import Section, rows_of

NAME = "imports"

_SCRIPTS = {
    "import pydantic": "import pydantic",
    "from pydantic import BaseModel": "from pydantic import BaseModel",
    "import agentguard": "import agentguard",
    "from agentguard import Firewall, guard": "from agentguard import Firewall, guard",
}
_HEAVY = """torch transformers onnxruntime numpy pandas playwright langchain langchain_core langgraph openai
    sqlalchemy networkx opentelemetry rich typer structlog yaml cedarpy requests httpx graphql tldextract
    detect_secrets asyncio""".split()
_LOADED = "import sys\n{}\nprint(len(sys.modules), *(name for name in sys.argv[1:] if name in sys.modules))"


def run(effort: Effort) -> Section:
    """Measure."""
    scripts: dict[tuple[str, ...], str] = {
        (name,): f"{fresh.STARTED}{line}\nprint(now() - start)" for name, line in _SCRIPTS.items()
    }
    times = {"python alone, whole process": fresh.whole("pass", effort.fresh)}
    times |= fresh.printed(scripts, effort.fresh)
    return Section(
        NAME,
        "import in a fresh interpreter, files cached",
        "import pydantic",
        rows_of(times, "import pydantic"),
        tuple(f"{line}: {_loaded(line)}" for line in _SCRIPTS.values()),
    )


def _loaded(line: str) -> str:
    count, *heavy = fresh.run(_LOADED.format(line), *_HEAVY).split()
    return f"{count} modules; of the heavier ones: {', '.join(heavy) or 'none'}"
