"""Vendor the look: component CSS and design tokens of NL Design System, and the typeface, cut down to what pages use.

`python -m tools.look` fetches the packages with npm into a folder that is thrown away, and writes the result into
`site/static/kenbaar/`. Run it after a template starts to use another Utrecht class; a test notices when one is missing.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

SITE = Path(__file__).parents[1] / "src" / "kenbaar" / "site"
STATIC = SITE / "static" / "kenbaar"
PACKAGES = (
    "@utrecht/component-library-css@9.0.4",
    "@nl-design-system-unstable/voorbeeld-design-tokens@7.4.1",
    "@fontsource-variable/source-sans-3@5.3.1",
)
COMPONENTS = (
    "alert",
    "breadcrumb-nav",
    "button",
    "checkbox",
    "form-label",
    "heading-1",
    "heading-2",
    "heading-3",
    "listbox",
    "pagination",
    "paragraph",
    "select",
    "skip-link",
    "table",
    "textbox",
)
OWN_NOTE = "/* Made by tools/look.py from packages under EUPL-1.2 (see LICENCES.md). Do not edit: run the tool. */\n"

_CLASS = re.compile(r"utrecht-[a-z0-9_-]+")
_SELECTOR_CLASS = re.compile(r"\.(utrecht-[a-z0-9_-]+)")
_USE = re.compile(r"var\(\s*(--[\w-]+)")
_TOKEN = re.compile(r"^\s*(--[\w-]+):\s*(.+?);(?:\s*/\*.*\*/)?\s*$", re.MULTILINE)
_BETWEEN_SELECTORS = re.compile(r",(?![^()]*\))")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def main() -> None:
    """Fetch, cut down, write."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder, *PACKAGES]
        subprocess.run(command, check=True)  # noqa: S603  # fixed command
        vendor(Path(folder) / "node_modules")


def vendor(modules: Path) -> None:
    """Write the look from installed packages."""
    sheets = [(modules / "@utrecht" / f"{name}-css" / "dist" / "index.css").read_text() for name in COMPONENTS]
    tokens = modules / "@nl-design-system-unstable" / "voorbeeld-design-tokens"
    rules = list(kept_rules("\n".join(sheets), classes_in_use()))
    own = "".join((STATIC / name).read_text() for name in ("theme.css", "portal.css"))
    needed = "\n".join(kept_tokens((tokens / "dist" / "theme.css").read_text(), "\n".join(rules) + own))
    (STATIC / "components.css").write_text(f"{OWN_NOTE}:root {{\n{needed}\n}}\n" + "\n".join(rules) + "\n")
    fonts = modules / "@fontsource-variable" / "source-sans-3"
    for part in ("latin", "latin-ext"):
        shutil.copy(
            fonts / "files" / f"source-sans-3-{part}-wght-normal.woff2",
            STATIC / "fonts" / f"source-sans-3-{part}.woff2",
        )
    shutil.copy(fonts / "LICENSE", STATIC / "fonts" / "OFL.txt")


def classes_in_use() -> frozenset[str]:
    """Return every Utrecht class that a template or script names."""
    files = [*(SITE / "templates").rglob("*.html"), *STATIC.glob("*.js")]
    return frozenset(name for file in files for name in _CLASS.findall(file.read_text()))


def kept_rules(css: str, used: frozenset[str]) -> Iterator[str]:
    """Give the rules of which some selector can match a page, without the selectors that cannot."""
    for head, body in blocks(_COMMENT.sub("", css)):
        if head.startswith("@"):
            inner = "\n".join(kept_rules(body, used))
            if inner:
                yield f"{head} {{\n{inner}\n}}"
            continue
        selectors = [part.strip() for part in _BETWEEN_SELECTORS.split(head)]
        live = [part for part in selectors if set(_SELECTOR_CLASS.findall(part)) <= used]
        if live and body.strip():
            yield f"{', '.join(live)} {{{' '.join(body.split())}}}"


def blocks(css: str) -> Iterator[tuple[str, str]]:
    """Split a style sheet into (selector or at-rule, what is between its braces)."""
    depth, start, head = 0, 0, ""
    for place, sign in enumerate(css):
        if sign == "{":
            if not depth:
                head, start = css[start:place].strip(), place + 1
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth:
                yield head, css[start:place]
                start = place + 1


def kept_tokens(theme: str, uses: str) -> Iterator[str]:
    """Give the tokens that the rules reach, also through other tokens."""
    tokens = dict(_TOKEN.findall(theme))
    reached: set[str] = set()
    waiting = _names(uses)
    while waiting:
        name = waiting.pop()
        if name in tokens and name not in reached:
            reached.add(name)
            waiting |= _names(tokens[name])
    for name, value in tokens.items():
        if name in reached:
            yield f"{name}: {value};"


def _names(text: str) -> set[str]:
    return set(_USE.findall(text))


if __name__ == "__main__":
    main()
