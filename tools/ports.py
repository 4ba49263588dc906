"""Ports of this machine's own address."""

import socket

HOST = "127.0.0.1"


def address(port):
    """Return the address of what serves on the port."""
    return f"http://{HOST}:{port}"


def is_free(port):
    """Tell whether a server could listen on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def any_free():
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
