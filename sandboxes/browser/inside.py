"""Runs first inside the browser's network namespace, opens the one door, and becomes the browser.

Called as `python -I -S inside.py DOOR PORT PROGRAM [ARGUMENT...]`. It listens on the loopback PORT of the
namespace and hands that listening socket, through the unix socket DOOR, to the proxy outside, which accepts
on it from there: a socket stays in the namespace it was made in. So nothing has to forward between the two.
It refuses to start the program where there is any interface but loopback. Standard library only.
"""

import json
import os
import socket
import sys


def report() -> dict[str, object]:
    """Return what the namespace is: its id and the interfaces in it."""
    return {
        "namespace": os.stat("/proc/self/ns/net").st_ino,
        "interfaces": [name for _, name in socket.if_nameindex()],
    }


def main(door: str, port: str, program: str, *arguments: str) -> None:
    """Hand the door over, then replace this process by the program."""
    seen = report()
    if seen["interfaces"] != ["lo"]:
        sys.exit(f"the namespace is not empty: {seen['interfaces']}")
    listener = socket.create_server(("127.0.0.1", int(port)), backlog=256)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as way_out:
        way_out.connect(door)
        socket.send_fds(way_out, [json.dumps(seen).encode()], [listener.fileno()])
        if way_out.recv(2) != b"ok":
            sys.exit("the proxy did not take the door")
    listener.close()
    os.execv(program, [program, *arguments])  # noqa: S606 - the browser itself, no shell between


if __name__ == "__main__":
    main(*sys.argv[1:])
