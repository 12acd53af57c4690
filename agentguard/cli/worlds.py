"""`agentguard worlds`: serve a world for a person to click through, and list what there is to do in it."""

from typing import TYPE_CHECKING, Annotated

import typer

from agentguard.cli.extras import needing

if TYPE_CHECKING:
    from scenarios.apps.world import World

app = typer.Typer(no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="shop, bank, forum, admin, crm or webmail.")]


@app.command()
def serve(
    name: Name,
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1; a free one when not given.")] = 0,
    seed: Annotated[int, typer.Option(help="Draws the people, firms and amounts.")] = 0,
    language: Annotated[str, typer.Option(help="en, or the world's second language.")] = "en",
    layout: Annotated[int, typer.Option(help="How its pages are built, from 0.")] = 0,
    trap: Annotated[
        list[str] | None, typer.Option(help="Lay a trap: NAME, or NAME=DETAIL; may be repeated.")
    ] = None,
) -> int:
    """Serve a world until Ctrl-C. Its database is a temporary one, put to the seed at the start."""
    import threading

    from agentguard.errors import ConfigurationError

    with needing("a world", "worlds"):
        from scenarios.apps.server import WorldServer
        from scenarios.apps.setting import Setting

        world = _world(name)
    traps = {one.partition("=")[0]: one.partition("=")[2] for one in trap or ()}
    with WorldServer(world, port=port) as server:
        try:
            server.reset(Setting(seed=seed, language=language, layout=layout, traps=traps))
        except ValueError as error:
            raise ConfigurationError(str(error)) from error
        user, password = (one.format_map(world.slots(seed)) for one in world.sign_in)
        typer.echo(f"{world.title}: {server.url}  (sign in as {user} with {password}; Ctrl-C ends it)")
        typer.echo(f"Its database: {server.database.path}")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            typer.echo("ended")
    return 0


@app.command()
def show(name: Name) -> int:
    """List a world's tasks and the traps that can be laid in it."""
    with needing("a world", "worlds"):
        from scenarios.tasks.staging import variant
        from scenarios.tasks.world_task import tasks_of

        world = _world(name)
    typer.echo(f"{world.title}: {world.about}")
    for task in tasks_of(name):
        staged = variant(task, world, seed=0)
        typer.echo(f"  {task.id}  {task.family}, {task.agent}, {task.horizon}\n      {staged.request}")
    typer.echo("traps:")
    for trap, what in world.traps.items():
        typer.echo(f"  {trap}  {what}")
    return 0


def _world(name: str) -> "World":
    from scenarios.apps import world_named

    return world_named(name)
