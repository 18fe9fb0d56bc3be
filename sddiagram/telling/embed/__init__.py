"""Pictures in Markdown notes, kept in step with their patterns.

A note asks for a picture in one of two ways, and gets an image link on the next line:

    <!-- sddiagram: llm-serving stage=2 theme=dark -->
    ![LLM serving, stage 2 of 4](llm-serving-stage-2-dark.svg)

or a fenced block: of Python, ```{ .python .sddiagram }, or of a sketch, ```sddiagram. All else
stays byte for byte.
"""

from sddiagram.telling.embed.checking import Checked, Stale, checked
from sddiagram.telling.embed.folders import notes_in
from sddiagram.telling.embed.note import Note
from sddiagram.telling.embed.pictures import removed, unused
from sddiagram.telling.embed.refreshing import Refreshed, refreshed
from sddiagram.telling.embed.studio import Studio

__all__ = [
    "Checked",
    "Note",
    "Refreshed",
    "Stale",
    "Studio",
    "checked",
    "notes_in",
    "refreshed",
    "removed",
    "unused",
]
