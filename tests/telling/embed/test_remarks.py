"""What looks like a request and is none is told; what only shows how to write one is not."""

from collections.abc import Callable
from pathlib import Path

import pytest

Remarks = Callable[[str], list[str]]
CODE = "x = 1\n```\n"


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("Text <!-- sddiagram: rag --> and text.\n", 1, "within a paragraph"),
        ("Text\nand <!-- sddiagram: rag -->\n", 2, "within a paragraph"),
        ("# Title <!-- sddiagram: rag -->\n", 1, "within a paragraph"),
        ("| a |\n|---|\n| <!-- sddiagram: rag --> |\n", 3, "or a table"),
        ("- [ ] <!-- sddiagram: rag -->\n", 1, "within a paragraph"),
        ("Text\n    <!-- sddiagram: rag -->\n", 2, "within a paragraph"),
        ("\n<!-- sddiagram: rag\nstage=2 -->\n", 2, "over several lines"),
        ("<!--\nsddiagram: rag -->\n", 1, "over several lines"),
        ("<!-- sddiagram: rag -->  text\n", 1, "shares its line"),
        ("<!-- sddiagram: rag --> <!-- sddiagram: chat -->\n", 1, "shares its line"),
        ("<td><!-- sddiagram: rag --></td>\n", 1, "shares its line"),
        ("<!-- sddiagram: rag\n\ntext\n", 1, "has no end"),
        ("<!-- sddiagram: rag ->\n\ntext\n", 1, "has no end"),
        ("<pre>\n<!-- sddiagram: rag -->\n</pre>\n", 2, "shows no Markdown"),
        ("<!-- sddiagram rag -->\n", 1, "no colon"),
        ("<!-- sddiagram stage=2 -->\n", 1, "no colon"),
        ("<!-- sddiagram shop.py -->\n", 1, "no colon"),
        ("<!-- sddiagramm: rag -->\n", 1, "says 'sddiagramm'"),
        ("<!-- sdiagram: rag -->\n", 1, "says 'sdiagram'"),
        ("<!-- SDDiagram: rag -->\n", 1, "says 'SDDiagram'"),
        ("<!-- sd-diagram: rag -->\n", 1, "says 'sd-diagram'"),
        ("<!-- diagram: rag -->\n", 1, "says 'diagram'"),
        ("<!-- sddiagram : rag -->\n", 1, "start with <!-- sddiagram:"),
        ("<!-- sddiagram= rag -->\n", 1, "start with <!-- sddiagram:"),
        ("<!--- sddiagram: rag --->\n", 1, "start with <!-- sddiagram:"),
        ("<!- sddiagram: rag ->\n", 1, "no comment of HTML"),
        ("<!— sddiagram: rag —>\n", 1, "no comment of HTML"),
        ("!!! note\n\n    <!-- sddiagram: rag -->\n", 3, "indented as code"),
        ('=== "Tab"\n\n    ```python sddiagram\n    x\n    ```\n', 3, "indented as code"),
        ("!!! note\n    ```python sddiagram\n    x = 1\n    ```\n", 2, "indented too far"),
        (f"```text sddiagram\n{CODE}", 1, "asks for no picture"),
        (f"```python sddiagramm\n{CODE}", 1, "asks for no picture"),
        (f"```{{ .python .sdiagram }}\n{CODE}", 1, "asks for no picture"),
        (f"```python,sddiagram\n{CODE}", 1, "asks for no picture"),
        (f"<details>\n```python sddiagram\n{CODE}", 2, "put an empty line before it"),
    ],
)
def test_what_was_to_be_a_request_is_told_with_its_line(
    remarks: Remarks, note: Path, text: str, line: int, why: str
) -> None:
    said = remarks(text)
    assert said
    assert f"notes.md:{line}: " in said[0] and why in said[0]
    assert all(len(one) - len(str(note.parent)) < 300 for one in said)


@pytest.mark.parametrize(
    "text",
    [
        "Write `<!-- sddiagram: rag -->` on a line of its own.\n",
        "Write \\<!-- sddiagram: rag -->\n",
        "Write &lt;!-- sddiagram: rag --&gt;\n",
        "```\n<!-- sddiagram: rag\n-->\n<!-- sddiagramm: x -->\n```\n",
        "````md\n```python sddiagram\n```\n````\n",
        "text\n\n    <!-- sddiagram rag -->\n",
        "- text\n\n      <!-- sddiagram: rag -->\n",
        "<!-- a comment -->\n",
        "<!-- sddiagram draws these pictures; see the README -->\n",
        "<!-- we use sddiagram: it is fine -->\n",
        "<!-- diagram: overview -->\n",
        "<!-- TODO: rag -->\n",
        "<!-- prettier-ignore -->\n",
        "<!--\n<!-- sddiagram: rag -->\n",
        "---\n# <!-- sddiagram rag -->\ntitle: x\n---\n",
        f"```python\n{CODE}",
        f'```python title="sddiagram"\n{CODE}',
        f"```bash title='sddiagram embed'\n{CODE}",
        f"```diagram\n{CODE}",
        "sddiagram: a tool, <b>sddiagram</b>, sddiagram rag\n",
    ],
)
def test_what_is_about_something_else_is_not_told(remarks: Remarks, text: str) -> None:
    assert remarks(text) == []


def test_a_request_that_is_right_is_not_told(remarks: Remarks) -> None:
    assert remarks("<!--sddiagram:rag-->\n\n> <!-- sddiagram: rag -->  \n") == []
