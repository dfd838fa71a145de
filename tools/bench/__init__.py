"""Benchmarks: how fast postcheck is, and how much memory it takes, on the machine where this runs."""
