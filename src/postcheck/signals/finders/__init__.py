"""One file a way of finding spans."""
