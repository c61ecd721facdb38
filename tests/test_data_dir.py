"""One process owns a data folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.adapters.data_dir import own_data_dir
from assistant.errors import SettingsError, StoreBusy

OWNER = """
import sys
from pathlib import Path
from assistant.adapters.data_dir import own_data_dir
with own_data_dir(Path(sys.argv[1])):
    print("owned", flush=True)
    sys.stdin.readline()
"""


def test_the_folder_is_made_for_this_user_only(tmp_path: Path) -> None:
    with own_data_dir(tmp_path / "shop" / "data") as folder:
        assert folder == tmp_path / "shop" / "data"
        assert folder.stat().st_mode & 0o777 == 0o700
    with own_data_dir(folder):
        pass


def test_a_second_owner_is_refused_by_name_and_with_a_remedy(tmp_path: Path) -> None:
    with own_data_dir(tmp_path):
        with pytest.raises(StoreBusy, match="--data-dir") as caught, own_data_dir(tmp_path):
            pass
        assert str(tmp_path) in str(caught.value)
    with own_data_dir(tmp_path):
        pass


def test_another_process_is_refused_and_a_dead_one_leaves_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", OWNER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "owned\n"
        with pytest.raises(StoreBusy, match=f"process {other.pid}"), own_data_dir(tmp_path):
            pass
        other.kill()
        other.wait(10)
    with own_data_dir(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file" / "data"
    with pytest.raises(SettingsError, match=r"file/data.*--data-dir"), own_data_dir(folder):
        pass
