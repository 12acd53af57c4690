"""The command line: the composition root, which alone may reach every package.

Exit codes: 0 fine or allow; 1 a check that you asked for failed; 2 bad input or settings; 3 something else
broke; 10 ask, 11 replan, 12 block.
"""

import os
import sys
from typing import Annotated

import typer

from agentguard.cli import approvals, bench, bench_worlds, cases, check, ledger, policy, run, worlds
from agentguard.errors import AgentGuardError, ConfigurationError
from worldmodel.errors import WorldModelError

# typer brings its own click or uses the installed one, according to its version: this is the class it raises.
_UsageFault: type[Exception] = next(
    base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException"
)

app = typer.Typer(
    name="agentguard",
    help="A predictive firewall for agents that act.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich" if sys.stdout.isatty() else None,
    epilog="Exit codes: 0 fine or allow, 1 check failed, 2 bad input, 3 broken, 10 ask, 11 replan, 12 block.",
)
app.command()(run.demo)
app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(run.run)
app.command()(check.check)
app.command()(check.explain)
app.command()(cases.cases)
app.add_typer(policy.app, name="policy", help="Validate, test and show the rules.")
app.add_typer(ledger.app, name="ledger", help="Verify and read the record of decisions.")
app.add_typer(approvals.app, name="approvals", help="Answer what waits for a person.")
bench.app.command("worlds")(bench_worlds.worlds)
app.add_typer(bench.app, name="bench", help="Measure it: in worlds with ground truth, and on public data.")
app.add_typer(worlds.app, name="worlds", help="Serve the worlds, and see what there is to do in them.")


@app.command()
def version(json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Print the versions of AgentGuard, its rules and its catalogue."""
    import json
    from importlib.metadata import version as installed

    from agentguard.policy import Policy
    from worldmodel.catalogue import default_catalogue

    facts = {
        "agentguard": installed("agentguard-foresight"),
        "policy": Policy.default().version,
        "effects": len(default_catalogue().verbs),
        "python": sys.version.split()[0],
    }
    typer.echo(json.dumps(facts) if json_ else "\n".join(f"{key} {value}" for key, value in facts.items()))


def main() -> None:
    """Run the command line; every foreseeable mistake ends in one line and a non-zero code."""
    sys.exit(_main(sys.argv[1:]))


def _main(arguments: list[str]) -> int:
    try:
        result = app(arguments, standalone_mode=False)
    except typer.Exit as exit_:
        return exit_.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except _UsageFault as error:
        error.show()  # type: ignore[attr-defined]  # every ClickException has it
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (AgentGuardError, WorldModelError, OSError) as error:
        typer.echo(f"agentguard: {error}", err=True)
        return 3 if isinstance(error, AgentGuardError) and not isinstance(error, ConfigurationError) else 2
    return int(result) if isinstance(result, int) else 0
