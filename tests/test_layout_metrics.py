"""What the benchmark of layouts counts, on pictures whose counts anybody can see."""

import pytest

from benchmarks.layout import lines, words
from benchmarks.layout.blank import blank, largest
from benchmarks.layout.measures import measured, together
from benchmarks.layout.picture import Edge, Picture, merged
from sddiagram.render.measure.geometry import Point, Rectangle

A, B = Rectangle(0, 0, 100, 50), Rectangle(0, 150, 100, 50)
C, D = Rectangle(200, 0, 100, 50), Rectangle(200, 150, 100, 50)
CARDS = {"a": A, "b": B, "c": C, "d": D}


def edge(
    source: str, target: str, *points: Point, said: Rectangle | None = None, is_main: bool = False
) -> Edge:
    return Edge(f"{source}-{target}-{points[0]}", source, target, points, said, is_main)


DOWN = edge("a", "b", (50, 50), (50, 150))
JOG = edge("a", "b", (50, 50), (50, 100), (80, 100), (80, 150))


def test_lines_that_cross_level_over_upright_cross_at_right_angles() -> None:
    over = edge("a", "d", (20, 50), (20, 100), (250, 100), (250, 150))
    assert lines.crossings(Picture("P", CARDS, [DOWN, over])) == (1, 1)


def test_lines_that_cross_on_the_slant_do_not() -> None:
    there, back = edge("a", "d", (90, 50), (210, 150)), edge("c", "b", (210, 50), (90, 150))
    assert lines.crossings(Picture("P", CARDS, [there, back])) == (1, 0)


def test_lines_that_leave_one_port_do_not_cross() -> None:
    other = edge("a", "d", (50, 50), (50, 100), (250, 100), (250, 150))
    assert lines.crossings(Picture("P", CARDS, [DOWN, other])) == (0, 0)


def test_lines_that_share_a_long_piece_run_on_each_other() -> None:
    other = edge("a", "d", (50, 50), (50, 100), (250, 100), (250, 150))
    beside = edge("a", "d", (60, 50), (60, 100), (250, 100), (250, 150))
    assert lines.overlaps(Picture("P", CARDS, [DOWN, other])) == 1
    assert lines.overlaps(Picture("P", CARDS, [DOWN, beside])) == 0


@pytest.mark.parametrize(("x", "counts"), [(195, (1, 0)), (191, (0, 0)), (250, (0, 1))])
def test_a_line_squeezes_past_a_card_or_runs_through_it(x: int, counts: tuple[int, int]) -> None:
    far = Rectangle(120, 300, 200, 50)
    way = edge("top", "far", (x, -50), (x, 300))
    cards = {"c": C, "far": far, "top": Rectangle(120, -100, 200, 50)}
    assert lines.squeezes(Picture("P", cards, [way])) == counts


def test_an_end_at_a_corner_hits_it_and_one_inside_the_side_does_not() -> None:
    at_corners = edge("a", "b", (95, 50), (95, 150))
    assert lines.corner_hits(Picture("P", CARDS, [at_corners])) == 2
    assert lines.corner_hits(Picture("P", CARDS, [DOWN])) == 0


def test_a_line_on_the_border_of_a_panel_runs_along_it() -> None:
    panels = {"g": Rectangle(49, 60, 80, 60)}
    assert lines.along_borders(Picture("P", CARDS, [DOWN], panels)) == 1
    across = {"g": Rectangle(-20, 60, 160, 60)}
    assert lines.along_borders(Picture("P", CARDS, [DOWN], across)) == 0


def test_bends_are_right_angles_also_where_they_are_rounded() -> None:
    rounded = edge("a", "b", (50, 50), (50, 92), (52, 98), (58, 100), (80, 100), (80, 150))
    assert lines.bends(JOG) == pytest.approx(2)
    assert lines.bends(rounded) == pytest.approx(2)
    assert lines.bends(DOWN) == 0


def test_a_rounded_corner_is_not_slanted_and_a_long_slant_is() -> None:
    rounded = edge("a", "d", (50, 50), (50, 92), (52, 98), (58, 100), (200, 100))
    assert lines.slanted(rounded) == 0
    assert lines.slanted(edge("a", "d", (100, 50), (130, 90))) == pytest.approx(50)


def test_a_straight_line_is_one_level_or_upright_piece() -> None:
    assert lines.is_straight(DOWN)
    assert not lines.is_straight(JOG)
    assert not lines.is_straight(edge("a", "d", (100, 50), (200, 150)))


@pytest.mark.parametrize(("x", "is_far"), [(56, 0), (70, 1)])
def test_words_float_when_they_are_far_from_their_line(x: int, is_far: int) -> None:
    said = edge("a", "b", (50, 50), (50, 150), said=Rectangle(x, 90, 40, 14))
    assert words.far(Picture("P", CARDS, [said])) == is_far


def test_words_nearer_to_another_line_are_ambiguous() -> None:
    said = edge("a", "b", (50, 50), (50, 150), said=Rectangle(55, 90, 30, 14))
    other = edge("a", "b", (88, 50), (88, 150))
    assert words.ambiguous(Picture("P", CARDS, [said, other])) == 1
    assert words.ambiguous(Picture("P", CARDS, [said])) == 0


def test_words_are_struck_by_other_lines_and_not_by_their_own() -> None:
    said = edge("a", "b", (50, 50), (50, 150), said=Rectangle(30, 90, 40, 14))
    other = edge("a", "b", (60, 50), (60, 150))
    assert words.struck(Picture("P", CARDS, [said])) == 0
    assert words.struck(Picture("P", CARDS, [said, other])) == 1


def test_a_title_that_a_line_runs_through_is_struck() -> None:
    title = Rectangle(40, 70, 60, 18)
    assert words.struck(Picture("P", CARDS, [DOWN], titles=[title])) == 1


def test_the_largest_empty_rectangle_of_a_raster() -> None:
    rows = ["#...", "#...", "....", ".#.#"]
    assert largest([[cell == "#" for cell in row] for row in rows]) == 9


def test_half_of_a_board_is_blank() -> None:
    cards = {"a": Rectangle(0, 0, 200, 100), "b": Rectangle(0, 100, 100, 100)}
    assert blank(Picture("P", cards)) == pytest.approx(0.25, abs=0.02)


def test_all_measures_of_a_small_picture() -> None:
    picture = Picture("P", CARDS, [edge("a", "b", (50, 50), (50, 150), is_main=True), JOG])
    found = measured(picture)
    assert (found["width"], found["height"]) == (348, 248)
    assert found["name"] == 14
    assert found["columns"] == 0.5
    assert together([found])["main"] == "100 %"
    assert together([found])["straight"] == "50 %"
    assert together([found, found])["edges"] == "4"


def test_points_on_a_straight_piece_are_merged_and_a_turn_back_is_kept() -> None:
    assert merged([(0, 0), (5, 0), (9, 0), (9, 4), (9, 4)]) == ((0, 0), (9, 0), (9, 4))
    assert merged([(0, 0), (9, 0), (4, 0)]) == ((0, 0), (9, 0), (4, 0))
