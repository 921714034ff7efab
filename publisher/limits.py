"""How much of what strangers write is read: bytes, pixels, depth, counts, memory and time, each with its reason.

What comes over the wire has its bounds in `player.limits`. What lies beyond a bound here is refused in a sentence
at its place, and keeps nothing else from being read.
"""

# Pictures.
MAX_PICTURE_BYTES = 20_000_000
"""Twice what a phone's largest photo has."""
MAX_PIXELS = 25_000_000
"""Six megapixels more than the sensors of most cameras; 100 MB once unpacked."""
MAX_SIDE = 12_000
MAX_WEBP_PIXELS = 12_000_000
"""A WebP picture needs several whole copies of itself while it is unpacked."""
MAX_PARTS = 20_000
"""Parts (chunks, segments) in one picture's file: a PNG of 20 MB in pieces of 1 kB, and every JPEG there is."""
MAX_SCANS = 100
"""Passes over a progressive JPEG: encoders write about 10, the most careful ones about 20."""
MAX_SCANNED_PIXELS = 1_000_000_000
"""Pixels times passes, a few seconds of work: a photo of 25 megapixels in 40 passes."""
MAX_PROFILE_BYTES = 4_000_000
"""Of a colour profile: a printer's has about a megabyte, and more than this nobody needs."""
