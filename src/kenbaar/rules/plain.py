"""Plain text out of what files hold: HTML becomes lines and list signs, stray characters go.

It reads any text in time that grows with its length only; Python's own HTMLParser takes minutes over 100 kB of "<a ".
"""

import re
from html.entities import html5
from itertools import pairwise

_BLOCKS = frozenset({"p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "br"})
_UNSEEN = frozenset({"script", "style", "template"})
_INLINE = frozenset(
    {"a", "abbr", "b", "code", "del", "em", "font", "hr", "i", "img", "ins", "label", "li", "mark", "o:p", "pre", "s"}
    | {"small", "span", "strike", "strong", "sub", "sup", "svg", "tbody", "td", "th", "thead", "u", "input", "button"}
    | {"html", "head", "body", "section", "article", "header", "footer", "main", "iframe", "video", "audio", "form"}
)
_TAGS = _BLOCKS | _UNSEEN | _INLINE

# Possessive, and never past the next "<": each character is looked at a few times at most.
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:]{0,20}+)(?=[\s/>])"
    r"""(?:(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+>|[^<>]*+>)"""
)
_COMMENT = re.compile(r"<!--(?:[^-]|-(?!->))*+-->")
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
# Control characters other than tab and newline, half characters, and invisible marks that editors leave behind.
_STRAY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\n]++")
_SPACES_AT_BREAK = re.compile(r" ?\n ?")
_MANY_BREAKS = re.compile(r"\n{3,}+")
_EDGES = " \t\n\r\xa0"


def plain_text(raw: str) -> tuple[str, bool]:
    """Return the text without markup, and whether there was any."""
    text, had_html = raw, False
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<" in text:
        text, had_html = _without_tags(text)
    if "&" in text:
        text, entities = _ENTITY.subn(_character, text)
        had_html = had_html or bool(entities and text != raw)
    if not text.isprintable():
        text = _MANY_BREAKS.sub("\n\n", _STRAY.sub("", text))
    return text.strip(_EDGES), had_html


def _without_tags(text: str) -> tuple[str, bool]:
    had_comments = "<!--" in text and "-->" in text
    if had_comments:
        text = _without_comments(text)
    tags = [found for found in _TAG.finditer(text) if found["name"].lower() in _TAGS]
    if not tags:
        return text, had_comments
    # White space means nothing between tags that make lines; in a typed text with a stray <b> it does.
    makes_lines = any(found["name"].lower() in _BLOCKS or found["name"].lower() == "li" for found in tags)
    pieces = [_seen(text[: tags[0].start()], makes_lines)]
    unseen = ""
    for found, following in pairwise([*tags, None]):
        assert found is not None, "only the last of the pairs is None, and it comes second"
        name, is_end = found["name"].lower(), bool(found["end"])
        if name in _UNSEEN:
            unseen = "" if is_end else unseen or name
        elif not unseen:
            pieces.append(_white_space_of(name, is_end))
        if not unseen:
            pieces.append(_seen(text[found.end() : following.start() if following else len(text)], makes_lines))
    joined = "".join(pieces)
    return _MANY_BREAKS.sub("\n\n", _SPACES_AT_BREAK.sub("\n", joined)) if makes_lines else joined, True


def _without_comments(text: str) -> str:
    last = text.rfind("-->") + 3
    return _COMMENT.sub("", text[:last]) + text[last:]


def _seen(piece: str, makes_lines: bool) -> str:
    return _SPACES.sub(" ", piece) if makes_lines else piece


def _white_space_of(name: str, is_end: bool) -> str:
    if name == "li":
        return "" if is_end else "\n- "
    if name in {"td", "th"}:
        return " " if is_end else ""
    return "\n" if name in _BLOCKS else ""


def _character(found: re.Match[str]) -> str:
    name = found[0][1:]
    if not name.startswith("#"):
        return html5.get(name, found[0]).replace("\xa0", " ")
    code = int(name[2:-1], 16) if name[1] in "xX" else int(name[1:-1])
    is_character = 31 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return (chr(code) if is_character else " " if code in {9, 10, 13} else "").replace("\xa0", " ")
