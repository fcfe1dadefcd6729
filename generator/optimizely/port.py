"""A host and a port in, a socket that is listening out."""

from __future__ import annotations

import socket

from generator.errors import OutputError


def bind(port: int, host: str = "127.0.0.1") -> socket.socket:
    """A port of this machine; 0 for a free one.

    Raises:
        OutputError: it is taken, or this machine has no such address.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        # asyncio sends without delay only where the protocol is named: else each answer waits 40 ms
        bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except OSError as error:
        raise _unusable(host, port, error) from error
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
        # who is told the address before the server runs waits, and is not refused
        bound.listen(128)
    except OSError as error:
        bound.close()
        raise _unusable(host, port, error) from error
    return bound


def address_of(bound: socket.socket) -> str:
    """Where it answers, as `http://127.0.0.1:8080`."""
    host, port = bound.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _unusable(host: str, port: int, error: OSError) -> OutputError:
    what = f"port {port} of {host} cannot be used: {str(error.strerror).lower()}"
    return OutputError(what, help="choose another one, or --port 0")
