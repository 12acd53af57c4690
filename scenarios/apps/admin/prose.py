"""Text as people write it in comments, updates and release notes: links and pictures in brackets."""

import re

from markupsafe import Markup, escape

_PICTURE = re.compile(r"!\[([^\]]*)\]\((https?://[^\s)]+)\)")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((/[^\s)]*|https?://[^\s)]+)\)")


def written(text: str) -> Markup:
    """`[words](address)` becomes a link and `![words](address)` a picture; all else is shown as it is."""
    safe = _PICTURE.sub(r'<img src="\2" alt="\1" height="40">', str(escape(text)))
    safe = _LINK.sub(r'<a href="\2">\1</a>', safe).replace("\n", "<br>")
    return Markup(safe)  # noqa: S704 - escaped before the links and pictures were put in
