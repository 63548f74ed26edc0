"""Templates of which the constant parts are written when they are compiled (docs/adr/0023-constants-of-templates.md)."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.template import Context, Node, NodeList, Origin, Template
from django.template.base import FilterExpression, TextNode, Variable
from django.template.defaulttags import AutoEscapeControlNode, IfNode, LoadNode, URLNode
from django.template.library import SimpleNode
from django.template.loaders import base, cached
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.utils import translation

from .components.elements import icon


class _Writing(base.Loader):
    """Compiles and writes constants; `cached.Loader` asks it for what it does not hold yet."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        template = super().get_template(template_name, skip)
        with translation.override(settings.LANGUAGE_CODE):
            write_constants(template.nodelist)
        return template


class Loader(cached.Loader, _Writing):
    """Django's loader that keeps what is compiled; sentences, addresses and icons that are the same for every reader
    have become text by then.
    """


def write_constants(nodes: NodeList) -> None:
    """Replace the constant nodes among `nodes` and under them by their text, and join what then stands side by side."""
    written: list[Node] = []
    for node in nodes:
        text = _text(node)
        if text is None:
            for under in _under(node):
                write_constants(under)
            written.append(node)
        elif written and isinstance(written[-1], TextNode):
            written[-1] = TextNode(written[-1].s + text)
        else:
            written.append(TextNode(text))
    nodes[:] = written


def _text(node: Node) -> str | None:
    """What the node writes on every page; None when that depends on the page."""
    match node:
        case TextNode():
            return node.s
        case LoadNode():
            return ""
        case TranslateNode(asvar=None):
            is_constant = _are_constant(node.filter_expression, node.message_context)
        case StaticNode(varname=None):
            is_constant = _are_constant(node.path)
        case URLNode(asvar=None, args=[]) if not node.kwargs:
            is_constant = _are_constant(node.view_name)
        case SimpleNode(target_var=None) if node.func is icon:
            is_constant = _are_constant(*node.kwargs.values())
        case _:
            is_constant = False
    return str(node.render(Context())) if is_constant else None


def _are_constant(*expressions: FilterExpression | None) -> bool:
    return all(
        expression is None or (not expression.filters and _is_literal(expression.var))
        for expression in expressions
    )


def _is_literal(value: Any) -> bool:
    return value.literal is not None if isinstance(value, Variable) else True


def _under(node: Node) -> Iterable[NodeList]:
    """The lists of nodes in `node`; none where text is not escaped as everywhere else."""
    if isinstance(node, AutoEscapeControlNode):
        return []
    if isinstance(node, IfNode):
        return [nodes for _condition, nodes in node.conditions_nodelists]
    lists = [getattr(node, name, None) for name in {"nodelist", *node.child_nodelists}]
    return [nodes for nodes in lists if isinstance(nodes, NodeList)]
