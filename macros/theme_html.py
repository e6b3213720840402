"""What the theme's HTML lacks or has in excess, mended where the theme has no setting."""

from __future__ import annotations

# Written for Material 9.8. Where a later version writes something else, a page stays as that version made it.
_MENDS = (
    ('data-md-component="search" role="dialog">', 'data-md-component="search" role="dialog" aria-label="Search">'),
    (' tabindex="">', ">"),  # an empty one is not valid
)


def mend_theme(html: str) -> str:
    """A page of the theme as it should be."""
    for theirs, ours in _MENDS:
        html = html.replace(theirs, ours)
    return html
