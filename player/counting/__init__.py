"""Each showing, counted once: written to the journal before it counts, told to the publisher until it has a receipt."""
