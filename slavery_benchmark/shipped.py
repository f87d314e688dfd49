"""Where the criteria and the samples that come with the tool are."""

from importlib.util import find_spec
from pathlib import Path


def shipped_folder(name: str) -> Path:
    """Return the folder `criteria` or `sample_data`, in an installed wheel or in a checkout.

    Raises FileNotFoundError if the installation holds neither.
    """
    spec = find_spec("slavery_benchmark")
    if spec is None or spec.origin is None:
        raise FileNotFoundError(name)
    package = Path(spec.origin).parent
    installed = package / "_shipped" / name
    if installed.is_dir():
        return installed
    checkout = package.parent / name
    if (package.parent / "pyproject.toml").is_file() and checkout.is_dir():
        return checkout
    raise FileNotFoundError(f"this installation has no folder {name}; install the tool again")
