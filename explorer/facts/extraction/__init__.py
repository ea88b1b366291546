"""Extraction: from passages to clauses, mentions, acts, and at last statements with citations."""
