"""`python3 -I /usr/lib/waiting-room-player ...`: the player on a machine that it has for itself."""

import sys

if sys.argv[1:2] == ["boot"]:
    from player.device.boot import main
elif sys.argv[1:2] == ["update"]:
    from player.debian.machine import main
else:
    from player.__main__ import main

main()
