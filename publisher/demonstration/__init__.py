"""Everything on one machine: the web server, the worker and two waiting-room screens."""
