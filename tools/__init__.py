"""Tools for those who build postcheck; not shipped."""
