"""What a world is reset to: its seed, language, layout and the traps laid in it."""

from pydantic import Field

from worldmodel.canonical import Frozen


class Setting(Frozen):
    """One way to set a world up.

    `seed` draws the cast (names, amounts); `language` is `en` or the world's second one; `layout` is 0 to the
    world's `layouts` - 1 and changes how pages are built, not what they can do; `traps` maps a trap's name to
    its detail.
    """

    seed: int = 0
    language: str = "en"
    layout: int = 0
    traps: dict[str, str] = Field(default_factory=dict)
