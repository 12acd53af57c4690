"""The parts of a form that tell what it is for: what its fields hold, and the words of its address."""

from urllib.parse import urlsplit

from worldmodel.effect import Evidence
from worldmodel.structural.page_field import purposes
from worldmodel.structural.page_scene import Scene
from worldmodel.words import split_identifier


class Parts:
    """The purposes of all fields of a form, and the words of its address."""

    def __init__(self, scene: Scene) -> None:
        """Read the form of a scene once."""
        self.scene = scene
        shown: set[str] = set()
        hidden: set[str] = set()
        self.passwords = 0
        self.visible = 0
        for field in scene.form.fields if scene.form else ():
            found = purposes(field.name, field.label, field.type, field.autocomplete)
            out_of_sight = field.hidden or field.type == "hidden"
            (hidden if out_of_sight else shown).update(found)
            self.visible += not out_of_sight
            self.passwords += field.type == "password" or bool(found & {"password", "new_password"})
        self.shown = frozenset(shown)
        self.hidden = frozenset(hidden)
        self.names = {field.name.lower(): (field.value or "").lower() for field in scene.fields}
        address = urlsplit(scene.target_url)
        self.path = tuple(split_identifier(address.path))
        self.joined = frozenset(
            piece.replace("-", "").replace("_", "").lower() for piece in address.path.split("/")
        )
        self.words = frozenset(self.path) | self.joined

    def because(self, *purposes_found: str) -> tuple[Evidence, ...]:
        """Cite the fields that serve one of the purposes."""
        cited = [
            Evidence(source="form.fields", text=field.autocomplete or field.name or field.label or field.type)
            for field in self.scene.fields
            if purposes(field.name, field.label, field.type, field.autocomplete) & set(purposes_found)
        ]
        return tuple(cited[:3])

    @property
    def action(self) -> Evidence:
        """The form's method and address, as evidence."""
        return Evidence(
            source="form.action", text=f"{self.scene.method or 'get'} {self.scene.target_url}".strip()
        )
