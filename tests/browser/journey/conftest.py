from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.server import Server

from .world import World


@pytest.fixture
def world(
    live: Server,
    open_phone: Callable[..., Page],
    open_wide: Callable[..., Page],
    axe: Callable[[Page], None],
) -> World:
    """An empty installation, and nobody in front of a screen yet."""
    return World(live, open_phone, open_wide, axe)
