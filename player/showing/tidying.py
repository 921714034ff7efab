"""What `show` lets go of when it is done with it."""

import gc


def tidy_up() -> None:
    """Give back what Python keeps of what is gone; to be called while a picture is up.

    It keeps dropped tuples by the thousand for later, until it has looked for garbage everywhere.
    We leave no garbage, so it never would. What the first call finds is there to stay, and no
    later one looks through it again.
    """
    gc.collect()
    if not gc.get_freeze_count():
        gc.freeze()
