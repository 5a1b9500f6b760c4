"""The register in figures: charts, each with its table."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse

from kenbaar.portal.charts import Chart, charts_of
from kenbaar.portal.drawing import DrawingFailed, drawn
from kenbaar.portal.entrance import public
from kenbaar.portal.rendering import index_is_true, kept_if, page
from kenbaar.register.queries.figures import Figures, figures
from kenbaar.register.search.searching import SearchRequest, search
from kenbaar.values import Language


@public
def figures_page(request: HttpRequest, language: str) -> HttpResponse:
    """Show the charts with their tables. Drawings have addresses of their own, so the page does not wait for them."""
    true = index_is_true(request)
    now, facets = _counted(language)
    return kept_if(true, page(request, "figures", figures=now, charts=charts_of(now, facets, language)))


@public
def chart_image(request: HttpRequest, language: str, name: str, width: str) -> HttpResponse:
    """Give a chart as SVG, `breed` for a wide screen or `smal` for a narrow one."""
    true = index_is_true(request)
    specs = {place: spec for chart in _charts(language) for place, spec in chart.specs().items()}
    if f"{name}/{width}" not in specs:
        raise Http404(f"there is no chart {name}/{width}")
    try:
        image = drawn(specs)[f"{name}/{width}"]
    except DrawingFailed:
        # The table beside the chart says the same; the next reader tries again.
        return HttpResponse(status=503, headers={"Retry-After": "60", "Cache-Control": "no-store"})
    return kept_if(true, HttpResponse(image, content_type="image/svg+xml"))


def _charts(language: str) -> tuple[Chart, ...]:
    return charts_of(*_counted(language), language)


def _counted(language: str) -> tuple[Figures, Mapping[str, Mapping[str, int]]]:
    return figures(), search(SearchRequest(language=Language(language), size=1)).facets
