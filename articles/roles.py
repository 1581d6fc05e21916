"""Who may do what on the desk, as data: a group each, made after every migrate."""

REPORTER, CHECKER, EDITOR, PRODUCER = "reporter", "checker", "editor", "producer"

# RFC 2606 reserves .invalid: no real person's address ends like this.
DEMO_ADDRESS = "@demo.invalid"

_CATALOGUE = (
    "availability",
    "character",
    "companycredit",
    "credit",
    "entry",
    "episode",
    "externalid",
    "franchise",
    "genre",
    "image",
    "job",
    "organisation",
    "person",
    "relation",
    "season",
    "show",
    "title",
    "work",
)
_DESK = (
    "article",
    "block",
    "cancellation",
    "change",
    "comment",
    "edition",
    "evidence",
    "fact",
    "outlet",
    "passage",
    "section",
    "snapshot",
    "sourcestory",
    "task",
    "topic",
)
_MASTHEAD = ("frontslot", "masthead", "menuitem", "staticpage")


def _each(app: str, models: tuple[str, ...], *verbs: str) -> set[str]:
    return {f"{app}.{verb}_{model}" for model in models for verb in verbs}


_SEE = (
    _each("catalog", (*_CATALOGUE, "formerslug"), "view")
    | _each("articles", _DESK, "view")
    | _each("articles", _MASTHEAD, "view")
)

_REPORT = (
    _SEE
    | _each("articles", ("sourcestory", "passage", "fact", "evidence"), "add")
    | _each("articles", ("sourcestory", "outlet"), "add", "change")
    | _each("articles", ("article",), "add", "change")
    | _each("articles", ("snapshot", "block"), "add")
)

_CHECK = _REPORT | {
    "articles.accept_fact",
    "articles.check_evidence",
    "articles.comment_article",
}

_EDIT = (
    _CHECK
    | _each("catalog", _CATALOGUE, "add", "change")
    | _each(
        "catalog",
        (
            "availability",
            "companycredit",
            "credit",
            "externalid",
            "image",
            "relation",
            "title",
        ),
        "delete",
    )
    | _each("articles", ("topic",), "add", "change", "delete")
    | _each("articles", ("task",), "change")
    | {"articles.publish_article"}
)

_PRODUCE = (
    _EDIT
    | _each("articles", ("section",), "add", "change", "delete")
    | _each("articles", _MASTHEAD, "add", "change", "delete")
)

ROLES: dict[str, frozenset[str]] = {
    REPORTER: frozenset(_REPORT),
    CHECKER: frozenset(_CHECK),
    EDITOR: frozenset(_EDIT),
    PRODUCER: frozenset(_PRODUCE),
}
