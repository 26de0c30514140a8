"""How the domain says no. A code names the matter, facts fill it in; the web finds words."""


class Refusal(Exception):
    """An act or a value the rules do not allow.

    `code` is `noun.what_is_wrong`; `field` is the name of the value at fault, where there is one;
    `facts` are what a sentence needs (amounts in som, days as dates). The sentence itself is
    found by tracker.phrases.
    """

    def __init__(self, code: str, /, field: str | None = None, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({told})" if told else self.code


class NotPermitted(Exception):
    """The actor holds no role that permits this act at this place."""

    def __init__(self, act: str, place: str | None = None) -> None:
        super().__init__(f"{act} at {place}" if place else act)
        self.act = act
        self.place = place
