"""How much of what strangers write is read: bytes, pixels, depth, counts, memory and time, each with its reason.

What comes over the wire has its bounds in `player.contract.limits`. What lies beyond a bound here is refused in a
sentence at its place, and keeps nothing else from being read.
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

# Files and folders of the content.
MAX_FILES = 20_000
"""Names of any kind that are looked at, in all folders together: several times what a region's groups write."""
MAX_DEPTH = 8
"""Folders inside folders; a git tree of a few hundred bytes can describe millions of files."""
MAX_NAME_BYTES = 255
"""As much as a disk takes (ext4, NTFS); git itself has no bound."""
MAX_FOLDER_BYTES = 2_000_000
"""Of one folder's list in git: 20,000 names of 65 letters."""
MAX_PICTURES_BYTES = 1_000_000_000
"""Of all pictures of one reading together, which lie in memory at once: 2,000 photos of half a megabyte."""
MAX_DIGESTED_BYTES = 4_000_000_000
"""Of a plain folder, to notice that it changed: some ten seconds of reading. What is beyond counts by size and time."""

# Texts.
MAX_SLIDE_BYTES = 64_000
MAX_YAML_BYTES = 256_000
MAX_YAML_DEPTH = 6
"""The deepest that content goes is an entry in a list in a mapping in a mapping."""
MAX_ENTRIES = 1_000
"""Of one list or mapping: a playlist of this length comes round after three hours."""
MAX_PARTS_OF_YAML = 20_000
"""Names, values and lists in one file; reading so many takes some two seconds."""
MAX_FRONT_CHARACTERS = 4_000
"""Several times what a slide with many sources needs; YAML is read slowly, and a slide is no database."""
MAX_BODY_CHARACTERS = 1_500
"""A slide of 45 words has a few hundred in any script; reading and setting a text made to slow them down
takes time that grows faster than the text, so longer ones are not read."""
MAX_VALUE_CHARACTERS = 500
"""In one value: more than the longest sentence or address that a slide needs."""

# Processes that read and draw what strangers wrote; they are ended when they go beyond.
MAX_PROCESS_BYTES = 4 << 30
"""Of memory asked for: all pictures of one reading, packed once more to be handed over, and as much again."""
MAX_READING_SECONDS = 300
"""5,000 slides with their pictures take some ten; a board as slow as a Raspberry Pi ten times as long."""
MAX_DRAWING_SECONDS = 120
"""In which at least one process has to be done with its share, six frames at most, which takes a second or two."""
