"""Lists in columns: sortable tables, their pages, and the table of cells × quarters."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page
from django.template import Context, Library
from django.utils.safestring import SafeString

from chuyende.foundation.ui.parts import HeatRow

from .rendering import Text, component

register = Library()


@register.simple_block_tag
def data_table(content: str, *, caption: Text, loading: bool = False) -> SafeString:
    """Around `<thead>` and `<tbody>`; each `<td>` names its column in `data-label` for phones."""
    return component("data_table", content, caption=caption, loading=loading)


@register.inclusion_tag("ui/components/sort_heading.html", takes_context=True)
def sort_heading(context: Context, *, key: str, label: Text, numeric: bool = False) -> dict[str, Any]:
    """A column heading that sorts by `?sort=key`, and by `?sort=-key` when pressed again."""
    query = context["request"].GET.copy()
    current = query.get("sort", "")
    query["sort"] = f"-{key}" if current == key else key
    query.pop("page", None)
    order = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    return {"label": label, "numeric": numeric, "order": order, "query": query.urlencode()}


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: Context, *, page: Page[Any]) -> dict[str, Any]:
    """Older and newer pages of a list; nothing when it fits on one."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    rest = query.urlencode()
    return {"page": page, "rest": f"{rest}&" if rest else ""}


@register.inclusion_tag("ui/components/heat_table.html")
def heat_table(
    *, caption: Text, corner: Text, columns: Iterable[Text], rows: Iterable[HeatRow]
) -> dict[str, Any]:
    """Cells × quarters. Each square says its state in words and opens its facts."""
    columns = list(columns)
    return {
        "caption": caption,
        "corner": corner,
        "columns": columns,
        "rows": [(row, list(zip(columns, row.cells, strict=True))) for row in rows],
    }
