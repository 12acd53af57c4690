"""The machine that the figures are from, in one line."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def machine() -> str:
    """Return processor, cores, memory, load, system and the versions that matter."""
    packages = ", ".join(f"{name} {_version(name)}" for name in ("pydantic", "cedarpy", "playwright"))
    return (
        f"{_processor()}, {os.cpu_count()} cores, {_memory()}, load {_load()}; {platform.system()} "
        f"{platform.release()}; Python {platform.python_version()}, {packages}"
    )


def _processor() -> str:
    found = _field(Path("/proc/cpuinfo"), "model name")
    return found or platform.processor() or platform.machine()


def _memory() -> str:
    found = _field(Path("/proc/meminfo"), "MemTotal")
    return f"{int(found.split()[0]) / 2**20:.0f} GiB" if found else "memory unknown"


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _field(path: Path, name: str) -> str:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
