"""What holds for every test: none is timed, for a busy machine is no failure; what takes longest comes first."""

import gc

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Files that take more than ten seconds of a processor, with all that they start, the longest first: begun last, one of
# them would leave the other processors idle at the end. `pytest --durations=0` tells nearly the same.
LONGEST = [
    "test_engines", "test_security", "test_live_notebooks", "test_trust", "test_accessibility", "test_behaviour_tasks",
    "test_review_page", "test_soundness", "test_behaviour_controls", "test_behaviour_room", "test_compare_review_sql",
    "test_notebooks", "test_engines_in_pieces", "test_reading", "test_cli", "test_decisions_survive", "test_notebook",
    "test_formats", "test_accuracy", "test_behaviour_views", "test_embedding", "test_data", "test_firefox",
    "test_behaviour_share", "test_record", "test_behaviour_looks", "test_live_messages", "test_exports",
    "test_pictures_positions", "test_docs", "test_exports_every",
]  # fmt: skip


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Look for nothing to let go while tests are gathered, nor ever again among what is there then, and later seldom."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)
        gc.enable()


def pytest_collection_modifyitems(items):
    """Begin with the files that take longest; all else stays as it was."""
    place = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(LONGEST)))
