"""Slides become pictures here: laid out by ink, drawn the same on every run, nothing shrunk in silence. Pure.

`type` sets text in any script, `pictures` opens photos safely, `words` is what drawing adds or tells, `layouts` the
layouts. `compose` goes from a slide to a layout, `render` from a layout to a frame.
"""
