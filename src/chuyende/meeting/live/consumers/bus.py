"""How processes of the live hall tell one another that a sitting has changed: what changed, each reads by itself."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

Listener = Callable[[str], Awaitable[None]]
CHANNEL = "chuyende:live"
RETRY_SECONDS = 1


class Bus:
    """One process: nobody to tell."""

    async def publish(self, sitting: str) -> None:
        """Tell the other processes that a sitting has changed. Never fails: they look by themselves as well."""

    async def listen(self, listener: Listener) -> None:
        """Call `listener` for every sitting that another process tells of."""

    async def close(self) -> None:
        """Let go of what the bus holds."""


class RedisBus(Bus):
    """Several processes, by Redis."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(url, decode_responses=True)

    async def publish(self, sitting: str) -> None:
        try:
            await self._redis.publish(CHANNEL, sitting)
        except (RedisError, OSError):
            log.warning("Redis does not answer: other processes see this change a little later")

    async def listen(self, listener: Listener) -> None:
        while True:
            try:
                async with self._redis.pubsub() as channel:
                    await channel.subscribe(CHANNEL)
                    async for message in channel.listen():
                        if message["type"] == "message":
                            await listener(message["data"])
            except (RedisError, OSError):
                await asyncio.sleep(RETRY_SECONDS)

    async def close(self) -> None:
        await self._redis.aclose()
