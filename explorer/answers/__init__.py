"""Answers: every question a researcher asks, as a table whose rows can be traced to citations."""
