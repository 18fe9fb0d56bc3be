"""The names inside a picture, so that two pictures in one page keep out of each other's way.

Ids, classes and animations of an inlined SVG belong to the whole page. A file's own therefore end
in a hash of its content, such as `users_1a2b3c`; while a picture is drawn they do without.
"""

import re
from hashlib import sha256
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_IN_STYLE = re.compile(r"(?:\.|url\(#|@keyframes |animation:|font-family:(?=own-))[a-zA-Z][\w-]*")
_NAMING = frozenset({"id", "class", "aria-labelledby"})
_ENDING = re.compile(rb'aria-labelledby="sddiagram_title(_[0-9a-f]{6}) ')


def put_in_scope(root: Element) -> None:
    """Give all names in the picture an ending that no other content has.

    The pattern's own text is no content: it may change while the picture stays.
    """
    content = (ElementTree.tostring(one) for one in root if one.tag != "metadata")
    ending = f"_{sha256(b''.join(content)).hexdigest()[:6]}"
    for element in root.iter():
        for name, value in element.attrib.items():
            if name in _NAMING:
                element.set(name, " ".join(one + ending for one in value.split()))
            elif name.endswith("href") and value.startswith("#"):
                element.set(name, value + ending)
        if element.tag == "style" and element.text:
            element.text = _IN_STYLE.sub(rf"\g<0>{ending}", element.text)


def plain(picture: bytes) -> bytes:
    """The SVG `picture` with its names as they were while it was drawn."""
    ending = _ENDING.search(picture)
    return picture.replace(ending[1], b"") if ending else picture
