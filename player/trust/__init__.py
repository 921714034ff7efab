"""What is signed, fresh, and not older than what was seen before.

Three gaps of python-tuf are closed here: it writes without syncing, it takes an old version when all its metadata is
lost, and it believes the clock. Verifying is work for a child process, since it weighs more than the player.
"""
