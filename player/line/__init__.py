"""One connection to the publisher: bounded in time, size and bandwidth, and never led elsewhere."""
