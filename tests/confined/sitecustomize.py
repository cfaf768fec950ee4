"""Python runs this when it starts, so that what tests start is confined as they are."""

import confined  # noqa: F401
