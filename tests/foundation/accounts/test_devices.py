"""Devices are named so that their owner knows them."""

import pytest

from chuyende.foundation.accounts.devices import device_name

CHROME = "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (CHROME, "Chrome trên Android"),
        (EDGE, "Edge trên Windows"),
        (SAFARI, "Safari trên iPhone"),
        ("curl/8.0", "curl/8.0"),
        ("", "thiết bị chưa rõ"),
    ],
)
def test_device_is_named_by_browser_and_system(user_agent, name):
    assert device_name(user_agent) == name
