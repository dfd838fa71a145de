"""Trains the German pipeline that postcheck ships; see README.md."""
