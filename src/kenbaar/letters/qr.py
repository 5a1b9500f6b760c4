"""The QR code of a notice: a telephone that reads it opens the explanation, with the code filled in."""

import io

import segno


def link_of(address: str, code: str) -> str:
    """Return the link to a notice. The code stands behind the #: a browser does not send that part to anybody."""
    return f"{address}#{code}"


def qr_svg(address: str, code: str, *, title: str = "") -> str:
    """Return the QR code as SVG without styles, as wide as what it stands in. `title` says what it is."""
    # A letter is folded and stained: with error correction M a seventh of it may be unreadable.
    drawn, out = segno.make(link_of(address, code), error="m", micro=False), io.BytesIO()
    drawn.save(
        out, kind="svg", xmldecl=False, nl=False, omitsize=True, svgclass=None, lineclass=None, title=title or None
    )
    return out.getvalue().decode()
