"""The rules of shape: what a file must be before anybody looks at what it says."""

from __future__ import annotations

from macros.problems import Rule


def _rule(name: str, why: str) -> Rule:
    return Rule(name, "error", why)


UNREADABLE_FILE = _rule("unreadable-file", "The guide is made from this file.")
FILE_TOO_LARGE = _rule("file-too-large", "A file of this size is a mistake, and would keep the build busy for minutes.")
NOT_UTF8 = _rule(
    "not-utf8", "Every tool that reads the guide expects UTF-8; another encoding garbles names and quotes."
)
CONTROL_CHARACTER = _rule("control-character", "Invisible characters come from a bad paste, and YAML forbids them.")
TAB = _rule("tab", "YAML is indented with spaces; a tab looks different in each editor.")
YAML_SYNTAX = _rule("yaml-syntax", "What is not YAML cannot be read at all.")
EMPTY_FILE = _rule("empty-file", "A roadmap without groups and topics gives no guide.")
SEVERAL_DOCUMENTS = _rule("several-documents", "Only the first document would be read, and the rest silently lost.")
NESTED_TOO_DEEP = _rule("nested-too-deep", "The roadmap is a handful of levels deep; more is a mistake or an attack.")
ALIAS = _rule("alias", "A value that is defined elsewhere cannot be read, reviewed or moved where it is used.")
MERGE_KEY = _rule("merge-key", "Keys that come from elsewhere cannot be read, reviewed or moved where they count.")
YAML_TAG = _rule("yaml-tag", "The type of a value follows from its key; a tag could make a parser run code.")
COMPLEX_KEY = _rule("complex-key", "A key is a word that says what its value is for.")
DUPLICATE_KEY = _rule(
    "duplicate-key", "Of two values under one key, a reader of the file cannot tell which one counts."
)
UNKNOWN_KEY = _rule("unknown-key", "A misspelled key would be ignored, and what it says would be lost.")
MISSING_KEY = _rule("missing-key", "The pages show this value: without it they would have a hole.")
PREREQUISITE_WITHOUT_REASON = _rule(
    "prerequisite-without-reason", "A reader who is sent to another lesson first deserves to know what for."
)
WRONG_TYPE = _rule("wrong-type", "A value of another type cannot be shown or reckoned with.")
EMPTY_LIST = _rule("empty-list", "A list that must hold something is shown on a page, which would have a hole.")
WRONG_FORM = _rule("wrong-form", "Addresses, look-ups and dates only work in their one form.")
UNKNOWN_CHOICE = _rule("unknown-choice", "The generator knows what to do for these values only.")
MACRO_SYNTAX = _rule("macro-syntax", "A call that cannot be read would leave its braces on the page.")

SHAPE_RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
