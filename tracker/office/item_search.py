"""Item codes by a word or by the beginning of the code, for the field that offers them."""

from flask import jsonify, request
from werkzeug.wrappers import Response

from register import item_search
from tracker import formats
from tracker.extensions import db
from tracker.office import office


@office.get("/items.json")
def items_found() -> Response:
    """The best twenty codes for `q`, with their names; the language of each name is told."""
    lang = formats.language()
    found = item_search.find(db.session(), request.args.get("q", "")[:100])
    data = []
    for one in found:
        name, spoken = one.name.told(lang)
        section, _lang = one.section.told(lang)
        data.append({"code": one.code, "name": name, "language": spoken, "section": section})
    return jsonify(data=data)
