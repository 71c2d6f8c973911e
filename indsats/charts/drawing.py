"""Draws a chart as SVG and PNG, without a browser and without the network."""

from __future__ import annotations

import re
import threading
from xml.sax.saxutils import escape, quoteattr

from indsats.charts.chart import Chart, Point
from indsats.charts.vega import spec

PNG_SCALE = 2
_OPENING = re.compile(r"<svg\b[^>]*>")
_ENGLISH = re.compile(r' (?:role|aria-label|aria-roledescription)="[^"]*"')
"""What Vega tells screen readers about its groups; the picture is one image with one Danish text instead."""

# One converter serves the whole process, and what it draws must not depend on what else is being drawn.
_converter = threading.Lock()


def svg(chart: Chart) -> bytes:
    """The picture as SVG in UTF-8, with its alt text. The same chart gives the same bytes.

    Raises:
        ValueError: if the chart cannot be drawn.
    """
    import vl_convert

    specification = spec(chart)
    with _converter:
        # No address is allowed: nothing in our pictures is fetched.
        drawn = vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])
    return _described(drawn, chart).encode()


def png(chart: Chart) -> bytes:
    """The picture as PNG at twice its size, for sharp screens. The same chart gives the same bytes.

    Raises:
        ValueError: if the chart cannot be drawn.
    """
    import vl_convert

    picture = svg(chart).decode()
    with _converter:
        return vl_convert.svg_to_png(picture, scale=PNG_SCALE)


def warm_up() -> None:
    """Load what drawing needs and draw once, so that the first picture asked for does not wait."""
    points = tuple(Point(f"{month}", month, f"{month}", period=f"2026M0{month}") for month in (1, 2, 3))
    png(Chart("line", "", "", "", "", points, 0, False))


def _described(drawn: str, chart: Chart) -> str:
    """The SVG as one image with a name and a description, for screen readers."""
    drawn = _ENGLISH.sub("", drawn)
    opening = _OPENING.search(drawn)
    if opening is None:
        raise ValueError("the converter gave no SVG")
    inside = opening[0][:-1]
    described = (
        f'{inside} role="img" lang="da" aria-label={quoteattr(chart.alt)}>'
        f"<title>{escape(chart.title)}</title><desc>{escape(chart.alt)}</desc>"
    )
    return drawn[: opening.start()] + described + drawn[opening.end() :]
