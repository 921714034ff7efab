"""What slides and playlists are held against: pure, a file for each family."""
