"""Benchmarks: one file each, run by `python -m tools.bench NAME`."""
