"""How a job runs beside others on a small machine: what it says to systemd, what a child does for it, when it
tries again, and how it says once that something is wrong.
"""
