"""Errors of the world model."""


class WorldModelError(Exception):
    """Base of what this package raises."""


class CatalogueError(WorldModelError):
    """The effect catalogue or lexicon is unusable, or a verb is not in it. Names the place and the mend."""


class PredictionError(WorldModelError):
    """A model has no usable answer; the firewall then treats the action as unknown."""
