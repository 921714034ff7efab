"""What players trust: keys, roots, and the signed files of the content and of each screen's programme."""
