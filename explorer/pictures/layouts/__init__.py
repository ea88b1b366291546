"""Layouts: where nodes stand, in units of about a twentieth of a node, the same on every run."""
