"""Measures the built-in language rules, and LanguageTool beside them, on sentences with planted mistakes."""
