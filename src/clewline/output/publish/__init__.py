"""Publishing: the files of a site into its output folder, so that a reader sees the old site or the new one,
never half of one.

Beside the output, in the folder ``.clewline``, stands its *twin*: a folder with the same files, each the same
file by a second name (a hard link). A publication costs a look at both and then only what changes:

1. The twin is made the new site. Files that are to stay are compared by their inode numbers, and linked where
the twin has another or none; what is new is written to new files, never into one that is there, as that would
be a file of the old site too. 2. The twin becomes the *stage*, and is exchanged with the output by one call
of the kernel (``renameat2`` with ``RENAME_EXCHANGE``, see renameat2(2); ``renameatx_np`` with ``RENAME_SWAP``
on macOS). Now the stage holds the old site. 3. What somebody else put into the old site meanwhile moves into
the new one. What is in the stage moves into a new folder, the next twin (whoever still stands in the old
folder is told so, instead of working in a copy), and this is made the new site in the same way as in the
first step. Nothing that was withdrawn stays in it.

Nothing is believed about the twin: whatever a kill or a hand left in it, the numbers tell, and a publication
puts it right. A stage that is found at the start was left by a kill; what others put there is moved into the
output, the rest is removed. After a publication the twin is equal to the output, or there is none: where
files cannot be linked or their numbers say nothing.

Where folders cannot be exchanged, each file is replaced by a whole one: first what pages need, then pages,
and stale files go last. A reader then may see new pages beside old ones for a moment, but no file that is
half written, and no page whose style or picture is missing.

Files need not be held in memory until then: as *drafts* they wait in a folder beside the twin, and then move
into it (see `drafts`).

A manifest says what is ours: nothing else is ever deleted or overwritten.
"""

from clewline.engine.state_dir import MANIFEST
from clewline.output.publish.drafts import Draft, Drafts, File, drafts
from clewline.output.publish.manifest import read_manifest
from clewline.output.publish.output import (
    Busy,
    OutputRefused,
    State,
    check_output,
    file_states,
    present_files,
)
from clewline.output.publish.publication import Published, publish
from clewline.output.publish.swap import exchange

__all__ = [
    "MANIFEST",
    "Busy",
    "Draft",
    "Drafts",
    "File",
    "OutputRefused",
    "Published",
    "State",
    "check_output",
    "drafts",
    "exchange",
    "file_states",
    "present_files",
    "publish",
    "read_manifest",
]
