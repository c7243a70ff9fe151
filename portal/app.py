"""The web application: every part prepared, every blueprint registered, nothing else."""

from contextlib import ExitStack

from flask import Flask, g
from flask_babel import Babel

from portal.accounts.guard import prepare_guard, prepare_recognition
from portal.accounts.views import bp as accounts_views
from portal.catalogue import files as catalogue_files
from portal.catalogue import views as catalogue_views
from portal.catalogue.pages import PANELS
from portal.config import Config
from portal.db import Database
from portal.exchange import api as exchange_api
from portal.exchange import views as exchange_views
from portal.i18n.catalogues import FOLDER, PoDomain
from portal.jobs.mail import Postman
from portal.maturity import views as maturity_views
from portal.maturity.officer.views import bp as round_views
from portal.maturity.pages import views as results_views
from portal.places import views as places_views
from portal.publishing import api as publishing_api
from portal.publishing.registers.presenting import panels as register_panels
from portal.publishing.registry import files as registry_files
from portal.publishing.registry import views as registry_views
from portal.publishing.views import bp as publishing_views
from portal.reuse import api as reuse_api
from portal.reuse import views as reuse_views
from portal.reuse.counting import prepare_counting
from portal.reuse.presenting import prepare_use
from portal.storage import Store
from portal.web import openapi
from portal.web import views as web_views
from portal.web.assets import prepare_assets
from portal.web.cache import prepare_cache
from portal.web.cookies import prepare_cookies
from portal.web.forgery import prepare_forgery
from portal.web.headers import prepare_headers
from portal.web.log import prepare_log
from portal.web.problems import prepare_problems
from portal.web.routing import current_locale, prepare_routing
from portal.web.sent_files import prepare_sent_files

_BLUEPRINTS = (
    web_views.bp,
    openapi.bp,
    accounts_views,
    catalogue_views.bp,
    catalogue_files.bp,
    places_views.bp,
    exchange_views.bp,
    exchange_api.bp,
    reuse_views.bp,
    reuse_api.bp,
    publishing_views,
    publishing_api.bp,
    registry_views.bp,
    registry_files.bp,
    maturity_views.bp,
    results_views.bp,
    round_views,
)


def create_app(config: Config | None = None) -> Flask:
    """Return a portal that serves what `config` names; the database must be migrated."""
    config = config or Config.from_environment()
    app = Flask("portal", template_folder="web/templates", static_folder=None)
    app.config["MELIN"] = config
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(FOLDER)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    database = Database(config.database_url)
    app.extensions["melin-database"] = database
    app.extensions["melin-store"] = Store(config.store_url, cache=config.data / "cache")
    app.extensions["melin-postman"] = Postman(database, config)
    app.extensions[PANELS] = (register_panels,)
    prepare_cookies(app, config)
    prepare_log(app)
    prepare_routing(app)
    prepare_problems(app)
    prepare_assets(app)
    prepare_headers(app)
    prepare_cache(app, database)
    _prepare_session(app, database)
    prepare_recognition(app)
    prepare_sent_files(app)
    prepare_forgery(app)
    prepare_guard(app)
    app.extensions["melin-downloads"] = prepare_counting(app, database)
    prepare_use(app)
    Babel(app, locale_selector=current_locale).domain_instance = PoDomain()
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def _prepare_session(app: Flask, database: Database) -> None:
    """Give each request that is not answered from memory a session that reads."""

    @app.before_request
    def open_session() -> None:
        g.opened = ExitStack()
        g.opened.enter_context(database.reading())

    @app.teardown_request
    def close_session(_error: BaseException | None) -> None:
        opened: ExitStack | None = g.pop("opened", None)
        if opened is not None:
            opened.close()
