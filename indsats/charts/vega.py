"""A chart as a Vega-Lite specification that stands alone: data, formats and texts are in it."""

from __future__ import annotations

import threading
from typing import Any

from indsats.charts.chart import Chart

# Altair's options are global to the process.
_altair = threading.Lock()


def spec(chart: Chart) -> dict[str, Any]:
    """The Vega-Lite specification, as plain JSON-able values. The same chart gives the same."""
    # Late, so that a server that draws nothing starts without Altair.
    from indsats.charts import pictures

    with _altair:
        return pictures.picture(chart).to_dict()
