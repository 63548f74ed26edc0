"""What every layout needs from a request. Both answers are lazy: a page that shows none of it pays nothing."""

from django.http import HttpRequest

from . import preferences as reader
from .navigation import Navigation


def navigation(request: HttpRequest) -> dict[str, Navigation]:
    return {"navigation": Navigation(request)}


def preferences(request: HttpRequest) -> dict[str, reader.Preferences]:
    return {"preferences": reader.of(request)}
