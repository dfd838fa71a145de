"""Scores postcheck against labelled posts, and fits the weights of evidence rules."""
