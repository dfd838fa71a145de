"""postcheck: a checker for German social-media drafts."""

__version__ = "0.1.0"
