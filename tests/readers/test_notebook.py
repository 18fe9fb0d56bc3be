"""A notebook shows a design as an image that fits its cell, on the screen and on paper."""

import re
import warnings
from base64 import b64decode

import pytest

import sddiagram as sd

USERS, API = sd.Client("Users"), sd.Service("API")
PATTERN = sd.Pattern('Shop "1" <&>', USERS >> "order" >> API)


def shown(value: object) -> dict[str, str]:
    return dict(value._repr_mimebundle_())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "value",
    [PATTERN, PATTERN.view(), PATTERN.stages[0], USERS >> API],
    ids=lambda one: type(one).__name__,
)
def test_a_value_shows_itself_as_an_image_of_its_own_and_as_svg(value: object) -> None:
    bundle = shown(value)
    image = re.fullmatch(
        r'<img src="data:image/svg\+xml;base64,([^"]+)" alt="[^"<>]+" '
        'style="max-width:100%;height:auto">',
        bundle["text/html"],
    )
    assert image and b64decode(image[1]).decode() == bundle["image/svg+xml"]
    assert bundle["text/plain"] == repr(value)


def test_a_title_is_told_to_those_who_do_not_see_the_image() -> None:
    assert 'alt="Shop &quot;1&quot; &lt;&amp;&gt;"' in shown(PATTERN)["text/html"]
    assert 'alt="Shop &quot;1&quot; &lt;&amp;&gt;, stage 1"' in shown(PATTERN.view(1))["text/html"]


def test_jupyter_runs_it_and_makes_a_page_of_it() -> None:
    nbformat, nbclient, nbconvert = (
        pytest.importorskip(name) for name in ("nbformat", "nbclient", "nbconvert")
    )
    pytest.importorskip("ipykernel")
    code = "import sddiagram as sd\nsd.Client('Users') >> 'orders' >> sd.Service('API')"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Theirs.
        nbclient.NotebookClient(notebook, kernel_name="python3").execute()
        pages = [
            nbconvert.HTMLExporter(template_name="lab", theme=theme).from_notebook_node(notebook)[0]
            for theme in ("light", "dark")
        ]
    for page in pages:
        (image,) = re.findall(r"<img [^>]*data:image/svg[^>]*>", page)
        assert "max-width:100%" in image.replace(" ", "")
        assert "<svg" not in page
