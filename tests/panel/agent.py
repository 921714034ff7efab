"""Inside the lab machine: runs what the lab outside asks for, over a virtual serial port."""

import json
import subprocess

PORT = "/dev/virtio-ports/lab"


def main() -> None:
    """Answer each line, {"run": SHELL}, by one line, {"code": N, "said": TEXT}, for ever."""
    with open(PORT, "r+b", buffering=0) as port:  # noqa: PTH123 - not a file
        pending = b""
        while True:
            while b"\n" not in pending:
                pending += port.read(4096) or b""
            line, _, pending = pending.partition(b"\n")
            port.write(json.dumps(answer(json.loads(line)["run"])).encode() + b"\n")


def answer(command: str) -> dict[str, object]:
    """What a shell says to a command."""
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return {"code": done.returncode, "said": done.stdout.decode(errors="replace")}


if __name__ == "__main__":
    main()
