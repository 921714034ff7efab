"""The wire between publisher and player, and all of the player that a publisher may import.

Players in the field update last, so what stands here is the law for both ends: the records (`records`), what each may
say at most (`limits`), how they are written and read (`strict`, `reading`), and what both ends must read alike:
opening hours (`hours`), addresses (`addresses`), a device's health in plain words (`advice`), and errors.
"""
