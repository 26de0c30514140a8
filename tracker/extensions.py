"""The extensions, and the two engines: pages read by one, acts write by the other."""

from functools import cached_property
from typing import Any

from flask import Flask, current_app, g
from flask_babel import Babel, Domain
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, Engine

from core.engines import open_reader, open_writer
from core.models import Base

PAST = "past"  # in app.extensions: the engine of bases rebuilt from the journal (tracker.past)


class ReadingSession(Session):
    """Reads the live base, or the one of the past that the request sees."""

    def get_bind(self, *asked: Any, **how: Any) -> Engine | Connection:
        if "past" in g:
            past: Engine = current_app.extensions[PAST]
            return past
        return super().get_bind(*asked, **how)


class Reading(SQLAlchemy):
    """`db.session` only reads: its engine cannot write."""

    def _make_engine(self, bind_key: str | None, options: dict[str, Any], app: Flask) -> Engine:
        return open_reader(options["url"])


class Catalogue(Domain):
    """The translations of a request, looked up once per language and not at each of 200 words."""

    def get_translations(self) -> Any:
        """Those of the language this request is in now."""
        context = g.get("_flask_babel") if g else None
        locale = getattr(context, "babel_locale", None)
        if locale is None:
            return super().get_translations()
        kept = getattr(context, "kept_translations", None)
        if kept is None or kept[0] is not locale:
            kept = context.kept_translations = (locale, super().get_translations())
        return kept[1]


class Languages(Babel):
    """Babel with that catalogue."""

    @cached_property
    def domain_instance(self) -> Catalogue:
        """The one catalogue there is."""
        return Catalogue(domain=self.domain)


db = Reading(model_class=Base, disable_autonaming=True, session_options={"class_": ReadingSession})
migrate = Migrate(render_as_batch=True)
babel = Languages()
login = LoginManager()
csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    """Fasten the extensions to the application, and open its writer."""
    db.init_app(app)
    app.extensions["writer"] = open_writer(app.config["SQLALCHEMY_DATABASE_URI"])
    migrate.init_app(app, db, directory=app.config["MIGRATIONS"])
    # Its session protection and its template variable would make every page depend on cookies.
    login.session_protection = None
    login.init_app(app, add_context_processor=False)
    csrf.init_app(app)


def writer() -> Engine:
    """The engine of acts of this application."""
    engine: Engine = current_app.extensions["writer"]
    return engine
