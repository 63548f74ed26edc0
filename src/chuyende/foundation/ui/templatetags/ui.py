"""The components as template tags: `{% load ui %}`.

Each tag takes named arguments only and refuses one it does not know. Pairs (`{% card %}…{% endcard %}`) wrap what
stands between them; the others stand alone. `docs/howto/add-a-page.md` lists them all, `/_ui/` shows them.
"""

from django.template import Library

from chuyende.foundation.ui.components import elements, fields, meeting, pages, tables

register = Library()

for kind in (elements, fields, meeting, pages, tables):
    register.tags.update(kind.register.tags)
    register.filters.update(kind.register.filters)
