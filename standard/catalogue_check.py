"""What may be wrong with a catalogue file, named line by line. Pure: a tree in, problems out."""

import re
from decimal import Decimal

from standard.catalogue_walk import Problem, Walker, path, short
from standard.yaml_tree import Node

TYPES = ("per_unit", "ratio", "percentage", "threshold", "boolean", "frequency")
COMPARATORS = (">=", "<=", "==")
VALUE_STATUSES = ("sourced", "default")
COUNTED = ("asked", "derived")
MEASURES = ("purchase_in_plan", "acceptance_with_parent")  # what our own records can tell
PRIORITIES = ("1", "2", "3")
PLAIN_LISTS = ("domains", "subdomains", "types", "comparators", "source_kinds", "value_statuses")
RICH_LISTS: dict[str, tuple[tuple[str, ...], tuple[str, ...], str | None]] = {
    "categories": (("name",), (), "covers"),  # texts needed, texts allowed, one key more
    "bases": (("name", "each"), ("every", "of"), "counted"),
    "units": (("name", "counted"), (), None),
    "periods": (("name", "one", "many"), (), None),
}
FIXED = {"types": TYPES, "comparators": COMPARATORS, "value_statuses": VALUE_STATUSES}
PER_OF_TYPE = {"percentage": 100, "threshold": 1, "boolean": 1, "frequency": 1}
MAX_ENTRY = 12_000  # bytes of text in one requirement: its journal leaf is at most 16 KiB

_CODE = re.compile(r"[A-Z]{3}-[0-9]{2,3}\Z")
_LISTED = re.compile(r"[a-z][a-z0-9_-]{0,39}\Z")
_COLUMN = re.compile(r"[a-z][a-z0-9_-]{0,19}\Z")  # these codes have a column of their own
IN_COLUMNS = ("domains", "subdomains", "categories", "source_kinds")
_EDITION = re.compile(r"[0-9A-Za-z-]{1,32}\Z")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_ITEM_CODE = re.compile(r"[0-9]{8,9}-[0-9]\Z")
_WHOLE = re.compile(r"[1-9][0-9]{0,3}\Z")


def split_pair(text: str) -> tuple[str, str]:
    """Return the domain and subdomain of "domain/subdomain"; the second is "" without a slash."""
    domain, _, subdomain = text.partition("/")
    return domain, subdomain


def check(root: Node) -> list[Problem]:
    """Return every fault of a parsed catalogue, in the order of its lines."""
    checker = _Checker()
    checker.whole(root)
    return sorted(checker.found, key=lambda problem: problem.line)


class _Checker(Walker):
    """Walks meta first: the requirements are judged by its coded lists."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[str, dict[str, Node]] = {}
        self.category_of: dict[tuple[str, str], str] = {}
        self.seen: dict[str, int] = {}

    def whole(self, root: Node) -> None:
        """Judge the whole file."""
        parts = self.fields(root, "", ("meta", "requirements"))
        if "meta" in parts:
            self.meta(parts["meta"])
        nodes = self.entries(parts.get("requirements"), "requirements")
        if "requirements" in parts and parts["requirements"].kind == "list" and not nodes:
            self.say("empty", parts["requirements"].line)
        for node in nodes if self.codes else ():  # without lists every code would be unknown
            self.entry(node)

    def meta(self, node: Node) -> None:
        """Judge the head of the file and its coded lists."""
        needed = ("edition", "country", "title", *PLAIN_LISTS, *RICH_LISTS)
        shapes = {"edition": _EDITION, "country": _COUNTRY}
        got = self.fields(node, "meta", needed)
        for key in (key for key in needed if key in got):  # domains before their categories
            part, where = got[key], path("meta", key)
            if key in shapes:
                self.shaped(part, where, shapes[key])
            elif key == "title":
                self.words(part, where)
            elif key in RICH_LISTS:
                self.rich_list(key, part, where)
            else:
                self.plain_list(key, part, where)

    def listed(self, name: str, node: Node, where: str) -> dict[str, Node]:
        """Return a coded list by code; keep it for the requirements."""
        if node.kind != "map":
            self.say("shape_wrong", node.line, key=where, expected="map")
            return {}
        for code, line, _ in node.pairs:
            fixed = FIXED.get(name)
            shape = _COLUMN if name in IN_COLUMNS else _LISTED
            if fixed is None and not shape.match(code):
                self.say("code_wrong", line, key=where, found=short(code))
            elif fixed is not None and code not in fixed:
                self.say("key_unknown", line, key=path(where, code))
        self.codes[name] = self.distinct(node, where)
        for code in FIXED.get(name, ()):
            if code not in self.codes[name]:
                self.say("key_missing", node.line, key=path(where, code))
        return self.codes[name]

    def plain_list(self, name: str, node: Node, where: str) -> None:
        """Judge a list of codes with three names each."""
        for code, words in self.listed(name, node, where).items():
            self.words(words, path(where, code))

    def rich_list(self, name: str, node: Node, where: str) -> None:
        """Judge a list whose entries carry more than a name."""
        needed, allowed, extra = RICH_LISTS[name]
        more = (extra,) if extra else ()
        for code, part in self.listed(name, node, where).items():
            inner = path(where, code)
            got = self.fields(part, inner, (*needed, *more), allowed)
            for key in (*needed, *allowed):
                if key in got:
                    self.words(got[key], path(inner, key))
            if "every" in got:
                self.placeholder(got["every"], path(inner, "every"), "{per}")
            if "many" in got:
                self.placeholder(got["many"], path(inner, "many"), "{n}")
            if extra == "counted" and extra in got:
                self.choice(got[extra], path(inner, extra), COUNTED)
            if extra == "covers":
                self.covers(code, got.get(extra), path(inner, extra))

    def placeholder(self, node: Node, where: str, mark: str) -> None:
        """Every form of the text holds the mark once and no other brace."""
        for language, _, text in node.pairs:
            for form in text.text.split("|"):
                if form.count(mark) != 1 or set(form.replace(mark, "")) & set("{}"):
                    self.say("placeholder_wrong", text.line, key=path(where, language), mark=mark)
                    break

    def covers(self, category: str, node: Node | None, where: str) -> None:
        """Each (domain, subdomain) pair stands in one category only."""
        for item in self.entries(node, where):
            pair = split_pair(self.text(item, where))
            known = (pair[0] in self.codes.get("domains", {})) and (
                pair[1] in self.codes.get("subdomains", {})
            )
            if pair in self.category_of:
                self.say("pair_doubled", item.line, key=where, found=short(item.text))
            elif not known:
                self.say("value_unknown", item.line, key=where, found=short(item.text))
            else:
                self.category_of[pair] = category

    def entry(self, node: Node) -> None:
        """Judge one requirement."""
        code = node.get("code") if node.kind == "map" else None
        self.requirement = code.text if code and _CODE.match(code.text) else None
        needed = ("code", "domain", "subdomain", "category", "title", "why", "unit")
        allowed = ("items", "okgz", "lasts")
        got = self.fields(node, "", (*needed, "criterion", "priority", "source"), allowed)
        if node.length() > MAX_ENTRY:
            self.say("entry_too_large", node.line, limit=MAX_ENTRY)
        if "code" in got:
            self.own_code(got["code"])
        for key in ("title", "why"):
            if key in got:
                self.words(got[key], key)
        if "priority" in got:
            self.choice(got["priority"], "priority", PRIORITIES)
        self.place(got)
        self.coded(got, "unit", "units")
        if "criterion" in got:
            self.criterion(got["criterion"])
        if "source" in got:
            self.source(got["source"])
        if "lasts" in got:
            self.lasts(got["lasts"])
        for item in self.entries(got.get("items"), "items"):
            self.words(item, "items")
        for item in self.entries(got.get("okgz"), "okgz"):
            self.item_code(item)
        self.requirement = None

    def own_code(self, node: Node) -> None:
        """A requirement's code has its shape and stands once in the file."""
        code = self.shaped(node, "code", _CODE)
        if code in self.seen:
            self.say("code_doubled", node.line, found=code, other_line=self.seen[code])
        elif code:
            self.seen[code] = node.line

    def coded(self, got: dict[str, Node], key: str, name: str, where: str = "") -> str:
        """Return a code that stands in the coded list `name`, or ""."""
        if key not in got:
            return ""
        return self.choice(got[key], path(where, key), self.codes.get(name, {}))

    def place(self, got: dict[str, Node]) -> None:
        """Domain, subdomain and category agree with the categories' own list of pairs."""
        domain = self.coded(got, "domain", "domains")
        subdomain = self.coded(got, "subdomain", "subdomains")
        category = self.coded(got, "category", "categories")
        if not (domain and subdomain):
            return
        due = self.category_of.get((domain, subdomain))
        if due is None:
            found = f"{domain}/{subdomain}"
            self.say("pair_without_category", got["subdomain"].line, found=found)
        elif category and category != due:
            self.say("category_wrong", got["category"].line, found=category, expected=due)

    def criterion(self, node: Node) -> None:
        """Judge how much is enough: codes, numbers, and what each type allows."""
        needed = ("type", "basis", "quantity", "per", "comparator", "value_status")
        where = "criterion"
        got = self.fields(node, where, needed, ("within", "period", "meaning", "measure"))
        kind = self.coded(got, "type", "types", where)
        self.coded(got, "basis", "bases", where)
        self.coded(got, "comparator", "comparators", where)
        self.coded(got, "value_status", "value_statuses", where)
        quantity = per = None
        if "quantity" in got:
            quantity = self.number(got["quantity"], "criterion.quantity")
        if "per" in got:
            per = self.number(got["per"], "criterion.per", above_zero=True)
        if "meaning" in got:
            self.words(got["meaning"], "criterion.meaning")
        if "measure" in got:
            self.choice(got["measure"], "criterion.measure", MEASURES)
        self.window(got, kind, node.line)
        self.fits(got, kind, quantity, per)

    def window(self, got: dict[str, Node], kind: str, line: int) -> None:
        """`within` and `period` stand together; a frequency needs them."""
        if "within" in got:
            self.shaped(got["within"], "criterion.within", _WHOLE)
        self.coded(got, "period", "periods", "criterion")
        for key, other in (("within", "period"), ("period", "within")):
            if key not in got and (other in got or kind == "frequency"):
                self.say("key_missing", line, key=f"criterion.{key}")

    def fits(
        self, got: dict[str, Node], kind: str, quantity: Decimal | None, per: Decimal | None
    ) -> None:
        """What the type asks of the numbers and of the basis's wording."""
        due = PER_OF_TYPE.get(kind)
        if due is not None and per is not None and per != due:
            self.say("per_wrong_for_type", got["per"].line, found=str(per), expected=due)
        top = {"percentage": 100, "boolean": 1}.get(kind)
        if top is not None and quantity is not None:
            if quantity > top:
                self.say("quantity_over_limit", got["quantity"].line, limit=top)
            elif kind == "boolean" and quantity not in (0, 1):
                self.say(
                    "number_wrong",
                    got["quantity"].line,
                    key="criterion.quantity",
                    found=str(quantity),
                )
        basis = self.codes.get("bases", {}).get(got["basis"].text) if "basis" in got else None
        if basis is None or basis.kind != "map":
            return
        wording = "of" if kind == "percentage" else "every" if due is None and per != 1 else "each"
        if kind and per is not None and basis.get(wording) is None:
            self.say(
                "basis_without_wording",
                got["basis"].line,
                found=got["basis"].text,
                expected=wording,
            )

    def lasts(self, node: Node) -> None:
        """For how many months what was bought or found may be relied on."""
        got = self.fields(node, "lasts", ("months", "value_status"))
        if "months" in got:
            self.shaped(got["months"], "lasts.months", _WHOLE)
        self.coded(got, "value_status", "value_statuses", "lasts")

    def source(self, node: Node) -> None:
        """Where the requirement comes from: its kind is coded, the rest is quoted."""
        got = self.fields(node, "source", ("kind", "ref", "note"))
        self.coded(got, "kind", "source_kinds", "source")
        for key in ("ref", "note"):
            if key in got:
                self.text(got[key], f"source.{key}")

    def item_code(self, node: Node) -> None:
        """An item code has the shape of the classification, and a name."""
        got = self.fields(node, "okgz", ("code", "name"))
        if "code" in got:
            self.shaped(got["code"], "okgz.code", _ITEM_CODE)
        if "name" in got:
            self.text(got["name"], "okgz.name")
