"""Everything on one machine: the web server, the worker and two waiting-room screens."""

from publisher.demonstration.run import run

__all__ = ["run"]
