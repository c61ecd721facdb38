"""What was shown is asked of in an order of its own: the newest first, and the same in every process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_ASKED = """
import sys
from pathlib import Path
from assistant import Settings, open_assistant
with open_assistant(Settings.from_env(data_dir=Path(sys.argv[1]))) as shop:
    sid = shop.open_session().session.session_id
    for words in ("옥스퍼드 구두 보여줘", "로퍼도 보여줘", "옥스퍼드는 발볼이 어떻대요"):
        list(shop.turn(sid, words))
    print(",".join(shop.session(sid).focus))
"""


def test_a_name_several_bear_means_the_same_product_in_every_process(demo_data: Path, tmp_path: Path) -> None:
    shutil.copytree(demo_data, tmp_path / "data")
    meant = {
        subprocess.run(
            [sys.executable, "-c", _ASKED, str(tmp_path / "data")],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2", "3", "4")
    }
    assert len(meant) == 1
    assert meant != {""}
