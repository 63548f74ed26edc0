"""The live hall on the wire: sockets and polling in, one room a sitting, answers in batches out to the database.

socket, poll ─▶ reception ─▶ room ─▶ journal ─▶ services (a thread of its own)
                              │ ▲
                              ▼ └─ bus: what other processes changed
                            clients
"""

from .application import LiveApplication

__all__ = ["LiveApplication"]
