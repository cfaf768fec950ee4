"""What the package says of its repository: the addresses of its pages, and a README whose pictures and links
lead there, as they must where it is shown alone.

The address is known where a release is made: the variable ``CLEWLINE_REPOSITORY`` holds it, such as
``https://github.com/OWNER/NAME``. Without it, the README stands as it is.
"""

import os
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_PICTURE = re.compile(r'(?<=]\()(?=\.github/images/)|(?<=src=")(?=\.github/)')
_LINK = re.compile(r"(?<=]\()(?=(?:\.github/(?!images/)|notes/|benchmarks/|CHANGELOG))")


class RepositoryHook(MetadataHookInterface):
    """Fills in the fields that need the address of the repository."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Adds readme and addresses to ``metadata``."""
        text = (Path(self.root) / "README.md").read_text("utf-8")
        repository = os.environ.get("CLEWLINE_REPOSITORY", "").rstrip("/")
        metadata["urls"] = {}
        if repository:
            pages = f"{repository}/blob/HEAD/"
            text = _LINK.sub(pages, _PICTURE.sub(f"{repository}/raw/HEAD/", text))
            metadata["urls"] = {
                "Source": repository,
                "Handbook": f"{pages}notes/handbook/index.md",
                "Changes": f"{pages}CHANGELOG.md",
                "Issues": f"{repository}/issues",
                "Security": f"{pages}.github/SECURITY.md",
            }
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
