"""The board as source for Graphviz."""

import re

import sddiagram as sd


def test_a_node_says_how_many_there_are() -> None:
    source = sd.render(
        sd.Pattern("P", sd.Client("Users") >> sd.Service("API", replicas=1_200)), "dot"
    )
    assert "<b>API</b> <font" in source.decode()
    assert "×1,200</font>" in source.decode()


def test_each_verb_has_a_line_of_its_own() -> None:
    one, other = sd.Service("One"), sd.Service("Other")
    styles = []
    for verb in (sd.calls, sd.emits, sd.streams, sd.copies, sd.batches):
        source = sd.render(sd.Pattern("P", one >> verb("words") >> other), "dot").decode()
        styles += re.findall(r"-> .*style=(\"[^\"]*\"|\w+)", source)
    assert len(set(styles)) == 5, styles
