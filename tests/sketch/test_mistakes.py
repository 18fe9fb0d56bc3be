"""What cannot be understood is told with its line, its column, and what to write instead."""

import re
from collections.abc import Callable

import pytest

REFUSED = [
    ("", "line 1, column 1: there is nothing to draw; write Users -> API -> Database."),
    ("Application ->", "line 1, column 13: an arrow leads nowhere; write Application -> Database."),
    ("App -> DB ->", "line 1, column 11: an arrow leads nowhere; write DB -> Cache."),
    ("-> App", "line 1, column 1: an arrow comes from nowhere; write Users -> API."),
    ("A\nUsers -> -> DB", "line 2, column 10: two arrows stand side by side; "),
    ("[Serving", "line 1, column 1: this [ is never closed; write ] behind it."),
    ("App (mails", "line 1, column 5: this ( is never closed; write ) behind it."),
    ('App -> "DB', 'line 1, column 8: this " is never closed; write " behind it.'),
    ("App -> {Redis", "line 1, column 8: this { is never closed; "),
    ("App -> {}", "line 1, column 8: these braces are empty; write names in them: {Redis, S3}."),
    ("App -> {A -> B}", "line 1, column 11: an arrow stands in braces, which list names; "),
    ("App }", "line 1, column 5: this } closes nothing; "),
    ("App -> []", "line 1, column 8: this box is empty; write a name in it: [Database]."),
    ("[] App", "line 1, column 1: this group has no name; write [Serving] Model server."),
    (": x", "line 1, column 3: a name is missing here; "),
    ("App x0", "line 1, column 1: x0 is no number of replicas; write 1 to 1,000,000, such as x3."),
    ("Users @ fast", "line 1, column 1: '@ fast' says no amount; write it as in @ 2k rps."),
    ("Redis hit 900%", "line 1, column 1: hit 900% is no part of the whole; "),
    ("!!! -> DB", "line 1, column 1: '!!!' names nothing; write a name, such as Database."),
    ("x" * 130, "line 1, column 1: the name 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...' has 130 "),
    ("the quick brown fox jumps over it", "line 1, column 1: 'the quick brown fox jumps over it' "),
    ("A user speaks to the phone app. The app sends audio, which the model reads",
     "line 1, column 1: 'A user speaks to the phone app. The a...' is left out; write arrows "),
    ("graph LR\nA[App] -->", "line 2, column 8: an arrow leads nowhere; write App --> Database."),
    ("sequenceDiagram\nA->>B: x", "line 1, column 1: a sequenceDiagram of Mermaid's shows no "),
    ("a: {\n b ->\n}", "line 2, column 2: an arrow leads nowhere; write b -> Database."),
    ("->" * 60_000, "line 1, column 1: this sketch has 120,000 characters, and at most 100,000 "),
    ("│" * 401, "line 1, column 401: this line is longer than 400 columns."),
    ("│\n" * 300, "line 201, column 1: a drawing has at most 200 lines; "),
]  # fmt: skip

TOLD = [
    ("Users -> Postgers", "line 1, column 10: 'Postgers' is not in the vocabulary, so it is a "
     "plain service; write postgres if that is meant."),
    ("Frobnicator", "line 1, column 1: 'Frobnicator' is not in the vocabulary, so it is a plain "
     "service; for another kind write it behind the name, such as Frobnicator (queue)."),
    ("App hit 90%", "line 1, column 1: only a cache has hits, and App is none, "),
    ("App -- DB", "line 1, column 5: this line has no head; it is read as ->. Write -> or <-."),
    ("App -> App", "line 1, column 5: App leads to itself; that arrow is left out."),
    ("App x3; App x5", "line 1, column 9: App had another number above; this one counts: 5."),
    ("[A] App; [B] App", "line 1, column 14: App stands in the group A already, and stays there."),
    ("Users -> App -> DB: 200 rps", "line 1, column 14: a rate inside the "),
    ("Users -> App @ 2k rps", "line 1, column 10: the load of App follows from what enters "),
    ("Users @ 9 rps -> App -> Redis --> App", "line 1, column 1: the rates are left out, since "),
    ("App -> DB\n   ↓", "line 2, column 4: an arrow leads nowhere and is left out; "),
    ("App\n ↓\nDB\n\n\n\n\nsome words", "line 8, column 1: 'some words' is left out; no line "),
    ("graph LR\nA-->B\nstyle A fill:red", "line 3, column 1: 'style' is left out; "),
    ("a: {\n  style.fill: red\n  b -> c\n}", "line 2, column 3: 'style' is left out; "),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=[text[:20] for text, _ in REFUSED])
def test_a_mistake_is_refused_with_its_place(
    text: str, said: str, refusal: Callable[[str], str]
) -> None:
    why = refusal(text)
    assert why.startswith(said)
    assert re.fullmatch(r"line \d+, column \d+: .+\.", why)


@pytest.mark.parametrize(("text", "said"), TOLD, ids=[text[:20] for text, _ in TOLD])
def test_what_is_read_in_a_way_of_ours_is_told(
    text: str, said: str, remarks: Callable[[str], list[str]]
) -> None:
    assert [one for one in remarks(text) if one.startswith(said)], remarks(text)
    assert all(re.fullmatch(r"line \d+, column \d+: .+\.", one) for one in remarks(text))
