"""What holds for every test: none is timed, for a busy machine is no failure; what takes longest comes first."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Files that take longer than a quarter of a minute, the longest first: begun last, one of them would leave the other
# processors idle at the end. `pytest --durations=0` tells them.
LONGEST = [
    "test_engines", "test_security", "test_trust", "test_live_notebooks", "test_notebooks", "test_firefox",
    "test_accessibility", "test_decisions_survive", "test_behaviour_controls", "test_reading", "test_data", "test_cli",
    "test_behaviour_room", "test_notebook", "test_compare_review_sql", "test_behaviour_share", "test_formats",
    "test_exports", "test_accuracy", "test_paths", "test_docs", "test_pictures_positions",
]  # fmt: skip


def pytest_collection_modifyitems(items):
    """Begin with the files that take longest; all else stays as it was."""
    place = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(LONGEST)))
