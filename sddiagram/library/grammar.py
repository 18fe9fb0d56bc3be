"""What Python cannot read as a program, said with what to write instead."""

import ast
import keyword
import re

_ARROW = re.compile(r"-+>|=+>|>>>+|<-+>?|<=+>|[→⟶⇒➜➔]|>>\s*>>|-\s+>")
_UNIT = re.compile(r"\b(\d[\d_.]*) ?(ms|s|sec|rps|qps|B|KB|MB|GB|TB|PB|GiB|MiB|min|h|k|K|M|m)\b")
_QUOTES = re.compile("[“”„‘’«»]")
_KEYWORD = re.compile(r"^\s*(\w+)\s*(?:,[\w\s,]+)?=(?!=)")
_TEXT = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"")
_UNITS = {"sec": "s", "qps": "rps", "min": "minute", "h": "hour"}

_HABITS = (
    (r"(&&|\|\|)", "`{0}` is no sign of Python; write a comma between two flows."),
    (r"\b(\d[\d.]*) ?%(?=\s*[,)\]]|\s*$)", "{0}% is no number; write it as a text: '{0}%'."),
    (r"(\+\+|--)\s*$", "`{0}` is no sign of Python; write n = n + 1."),
    (r"^\s*(let|var|const)\s+\w+\s*=", "`{0}` is no word of Python; remove it."),
    (r"[=(,]\s*(new)\s+\w", "`{0}` is no word of Python; remove it."),
    (r"^\s*\w+\s*(:=)", "`{0}` stands only in brackets; write = alone."),
    (r"([`$?€£¥]|!(?!=))", "{0} is no sign of Python; remove it, or put it into a text: '{0}'."),
)  # fmt: skip
"""What other languages write, and what we say; the first that fits, with what was written."""
_SAID = (
    (r"inconsistent use of tabs", "tabs and spaces are mixed at the start of this line; use four "
     "spaces."),
    (r"unexpected indent", "this line is set in further than the one above it; remove the spaces "
     "at its start."),
    (r"unindent does not match", "this line starts under no line above it; give it as many spaces "
     "as the line that it belongs with."),
    (r"expected an indented block", "after a line that ends in a colon the next one is set in; "
     "put four spaces before it."),
    (r"f-string", "the braces of this f'...' text do not close around a name; write f'Web {n}', "
     "or {{ for a brace itself."),
    (r"unterminated triple|EOF while scanning triple", "the long text that starts here has no end; "
     "close it with three quotation marks."),
    (r"unterminated|EOL while scanning", "the text on this line has no end; close its quotation "
     "mark."),
    (r"unicodeescape", "a backslash in a text starts a special letter; write r'...' before such a "
     "text, as in r'C:\\Users'."),
    (r"line continuation", "a backslash stands outside a text; remove it, or put quotation marks "
     "around the text that it belongs to."),
    (r"positional argument follows", "what has a name, such as why=, comes last in these "
     "brackets: sd.Pattern('Shop', users >> api, accepts=[...])."),
    (r"keyword argument repeated", "one name is given twice in these brackets; keep one of the "
     "two."),
    (r"expression cannot contain assignment|keyword can't be an expression", "what stands before = "
     "is no name; write one word, such as note='...'."),
    (r"cannot assign to|cannot delete|illegal target", "what stands before = cannot take a value; "
     "write one name, such as api = sd.Service('API')."),
    (r"cannot mix bytes", "a text and bytes stand side by side; remove the b before the quotation "
     "mark."),
    (r"leading zeros", "a number starts with a zero; write it without, such as replicas=3."),
    (r"invalid (?:decimal|hexadecimal|octal|binary) literal|invalid digit", "letters follow a "
     "number; put an operator between them, such as 20 * sd.ms."),
    (r"expected ':'", "a colon is missing at the end of this line; add it."),
    (r"Missing parentheses", "print takes brackets; write print(...)."),
    (r"Generator expression must", "brackets are missing around `... for ... in ...`; write "
     "*[a >> one for one in services]."),
    (r"outside function|outside loop|not in loop", "this word stands only in a function or a loop; "
     "remove it."),
    (r"non-printable character", "an invisible character stands on this line; type the spaces "
     "anew."),
    (r"from __future__ imports must", "`from __future__` lines come first in a file; move it up."),
    (r"no binding for nonlocal|is used prior to global|is parameter and global", "a name is "
     "declared in two ways; remove the global or nonlocal line."),
    (r"too many (?:statically )?nested|too complex", "this line is nested too deeply; build it in "
     "steps."),
)  # fmt: skip
"""What Python says, and what we say; the first that fits."""
_UNREADABLE = (
    "Python cannot read this line; look for a comma, a bracket or a quotation mark that is missing "
    "here or at the end of the line above."
)


def misspelt(error: SyntaxError, source: str) -> tuple[int, str]:
    """The line at which reading goes wrong, what is wrong there, and the way out."""
    lines = source.splitlines()
    number = min(max(error.lineno or 1, 1), max(len(lines), 1))
    if said := _shown(error, source, lines):
        return number, said
    return _comma(error, lines) or (number, _UNREADABLE)


def _shown(error: SyntaxError, source: str, lines: list[str]) -> str:
    """What the line itself shows, or Python's own words say."""
    number = min(max(error.lineno or 1, 1), max(len(lines), 1))
    line = lines[number - 1] if lines else ""
    bare = _TEXT.sub("''", line.partition("#")[0])
    message = error.msg or ""
    if "\0" in source:
        return "this file holds zero bytes, which are no text; save it as UTF-8."
    if "sddiagram" not in source:
        return "this is no pattern in Python; start one with `sddiagram new NAME`, and edit it."
    if found := re.search(r"\b\d{1,3}(?:,\d{3})+\b", bare):
        return f"{found[0]} is two values in Python; write {found[0].replace(',', '_')}."
    if _QUOTES.search(bare):
        return "typographic quotation marks stand around a text; type ' or \" instead."
    if re.match(r"<{7}|={7}$|>{7}", line):
        return "the marks of an unfinished merge stand here; keep one side, and remove the marks."
    if re.search(r">>\s*[,)\]]", bare):
        return "an arrow on this line ends nowhere; write the component that it reaches after >>."
    if re.search(r"[,(\[]\s*>>", bare):
        return "an arrow on this line starts nowhere; write the component before >>."
    if re.search(r"^\s*>>|>>\s*$", bare):
        return "a flow over several lines stands in brackets: flow = (a >> b >> c)."
    if arrow := _ARROW.search(bare):
        return f"`{arrow[0]}` is no arrow; write a >> b, and with words on it a >> 'label' >> b."
    if isinstance(error, IndentationError) or "indent" in message:
        return _told(message) or _UNREADABLE
    if bracket := _bracket(message):
        return bracket
    for pattern, said in _HABITS:
        if found := re.search(pattern, bare):
            return said.format(found[1])
    if unit := _UNIT.search(bare):
        word = _UNITS.get(unit[2], unit[2])
        way_out = f"{unit[1]} * sd.{word}" if word not in "kKMm" else f"{unit[1]}_000"
        return f"{unit[0]} is no number; write {way_out}."
    first = _KEYWORD.match(bare)
    if first and keyword.iskeyword(first[1]):
        return f"{first[1]} is a word of Python itself; choose another name, such as {first[1]}_."
    return _told(message)


def _comma(error: SyntaxError, lines: list[str]) -> tuple[int, str] | None:
    """Where a comma is missing, when with one there Python reads on."""
    number = error.lineno or 1
    if _reads_past(lines, len(lines)):
        return None
    end = max(number, error.end_lineno or number)
    for at in range(max(1, number - 1), min(end, len(lines)) + 1):
        line = lines[at - 1]
        ends = {len(line.partition("#")[0].rstrip())} if at < len(lines) else set()
        gaps = {found.start() for found in re.finditer(r" +|(?<=[)\]'\"])(?=[\w(\['\"])", line)}
        for column in sorted(gaps | ends) if at >= number else sorted(ends):
            mended = [*lines[: at - 1], f"{line[:column]},{line[column:]}", *lines[at:]]
            if _reads_past(mended, end):
                after = line[:column].split()
                place = f" after {after[-1][-30:]}" if after else ""
                return at, f"a comma is missing on this line{place}; add it."
    return None


def _reads_past(lines: list[str], line: int) -> bool:
    try:
        ast.parse("\n".join(lines))
    except SyntaxError as error:
        return (error.lineno or 0) > line
    except (ValueError, RecursionError, MemoryError):
        return False
    return True


def _bracket(message: str) -> str:
    """What is wrong with the brackets, when that is what Python says."""
    if found := re.search(r"'([(\[{])' was never closed", message):
        closing = ")]}"["([{".index(found[1])]
        return f"the {found[1]} on this line is never closed; add {closing} where it ends."
    if found := re.search(r"unmatched '([)\]}])'", message):
        return f"there is one {found[1]} too many on this line; remove it."
    if found := re.search(r"parenthesis '(.)' does not match opening parenthesis '(.)'", message):
        closing = ")]}"["([{".index(found[2])]
        return f"{found[1]} closes what {found[2]} opened; write {closing} instead."
    if "unexpected EOF" in message:
        return "the file ends in the middle; close the last bracket."
    return ""


def _told(message: str) -> str:
    return next((said for pattern, said in _SAID if re.search(pattern, message)), "")
