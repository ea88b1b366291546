"""What is tried with faults is what stands in the working tree, added to git or not yet."""

import subprocess

from testmap import files_of


def test_a_new_file_is_tried_before_it_is_added_and_what_git_ignores_is_not(tmp_path):
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for name in ("kept.py", "gone.py", "new.py", "room/newer.py", "made.pyc", ".gitignore"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("*.pyc\n" if name == ".gitignore" else "", encoding="utf-8")
    subprocess.run(["git", "add", "kept.py", "gone.py"], cwd=tmp_path, check=True)
    (tmp_path / "gone.py").unlink()
    assert files_of(tmp_path) == [".gitignore", "kept.py", "new.py", "room/newer.py"]
