"""Make the web app from a rule set."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from triage.resources import shipped
from triage.ruleset.model import RuleSet
from triage.ruleset.signoff import guide_files
from triage.verification.prove import proved
from triage.verification.verdict import Proof
from triage.web import (
    check,
    earlier,
    errors,
    frame,
    guides,
    listing,
    machines,
    memory,
    pages,
    reminder,
    result,
    sheets,
    show,
    statements,
)
from triage.web.framing import allowed
from triage.web.language import ENGLISH, Language
from triage.web.packing import pack_static_files
from triage.web.paused import ForgetfulSessionInterface, Paused, always, pause, unless_signed
from triage.web.review import pages as review_pages
from triage.web.review.changed import Before
from triage.web.review.contents import Contents
from triage.web.security import protect
from triage.web.session import DAY, Clock, EncryptedCookieSessionInterface
from triage.web.settings import OWN_MACHINE, Settings
from triage.web.site import Site, choose_language_of_link, make_site
from triage.web.templating import environment_for

_YEAR = 365 * DAY


class CheckApp(Flask):
    """Flask, with logs that hold where an error happened and never what a visitor answered."""

    def log_exception(
        self, exc_info: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> None:
        """Log the kind of error and the lines it passed, without its message: that may hold an answer."""
        kind, _, passed = exc_info
        lines = "".join(traceback.format_tb(passed))
        self.logger.error("%s while answering a request\n%s", kind.__name__ if kind else "Error", lines)


def _now() -> datetime:
    return datetime.now(UTC)


_PARTS = (
    pages, check, earlier, result, show, reminder, memory, guides, listing, sheets, statements, frame, machines,
)  # fmt: skip
"""Modules with pages of their own."""


def create_app(
    ruleset: RuleSet,
    *,
    secret_keys: Sequence[bytes | str],
    place: str | None = None,
    clock: Clock = _now,
    secure: bool = True,
    languages: Sequence[Language] = (),
    guides_folder: Path | None = None,
    review: bool = True,
    since: Before | None = None,
    public_url: str | None = None,
    embed_parents: Sequence[str] = (),
    leaflet: bool = False,
    leaflet_reason: str | None = None,
    settings: Settings = OWN_MACHINE,
    judge: Callable[[RuleSet], Proof] = proved,
) -> Flask:
    """Make the app. Everything that can go wrong with a rule set goes wrong here, not while somebody waits.

    The rule set is proved first: without a proof there is no app.

    Args:
        ruleset: what is asked, and what the answers mean.
        secret_keys: the newest first, each of 16 bytes or more. The others still open older cookies.
        place: id of the country whose numbers are shown until the visitor chooses; the rule set's first by default.
        clock: says what time it is, with a time zone.
        secure: whether visitors come by https. Only on one's own machine may they not.
        languages: what else than English the visitor can choose, from :func:`triage.web.language.languages_of`.
        guides_folder: where the guides are; the shipped ones by default.
        review: whether the pages for clinicians under ``/review`` are there.
        since: another version of the rule set, which these pages show the changes since.
        public_url: where the public finds it, such as ``https://example.org``. Without it no page names its address to
            search engines, and there is no list of pages for them.
        embed_parents: sites that may show the check inside a page of theirs, such as ``https://publisher.example``.
        leaflet: whether the leaflet takes the place of the questions, as a kill switch or before a sign-off.
        leaflet_reason: why, in a sentence for visitors; that something is being fixed if nothing is given.
        settings: how it is run; for oneself by default.
        judge: proves the rule set. Only what serves nobody may take one that lets a failing rule set pass.

    Raises:
        TriageError: the place does not exist, the public address is none, a guide is broken, an offered one is
            missing, or an embed parent is no origin.
        Unproved: a property of the rule set does not hold, or it is too big to prove.
        ValueError: no secret key or a short one, or a text with a blank that a place does not fill.
    """
    proof = judge(ruleset)
    app = CheckApp("triage.web", static_folder="static", template_folder=str(shipped("templates")))
    app.jinja_options = {"undefined": StrictUndefined}
    sites = {
        language.code: make_site(
            ruleset,
            proof,
            language=language,
            languages=(ENGLISH, *languages),
            environment=environment_for(app, language),
            place=place,
            guides=guides_folder or shipped("guides"),
            static=Path(str(app.static_folder)),
            clock=clock,
        )
        for language in (ENGLISH, *languages)
    }
    address = listing.checked_public_url(public_url)
    for made in sites.values():
        made.environment.globals.update(site=made, reviewable=review, public_url=address)
    app.extensions["back_pain_check"] = sites
    app.extensions[listing.PUBLIC_URL] = address
    app.config["PREFERRED_URL_SCHEME"] = "https" if secure else "http"
    app.extensions["embed_parents"] = allowed(embed_parents)
    sessions = ForgetfulSessionInterface if leaflet else EncryptedCookieSessionInterface
    app.session_interface = sessions(ruleset, secret_keys, clock, languages=list(sites), secure=secure)
    _configure(app, secret_keys)
    _run_as(app, settings)
    protect(app, secure=secure)
    pack_static_files(app)
    app.before_request(choose_language_of_link)
    if leaflet:
        pause(app, always(Paused(clock().date(), leaflet_reason)))
    elif settings.needs_sign_off:
        pause(app, unless_signed)
    for part in _PARTS:
        app.register_blueprint(part.blueprint)
    app.register_blueprint(frame.leaflet)
    if review:
        review_pages.register(app, _contents(sites[ENGLISH.code], guides_folder or shipped("guides"), clock, since))
    errors.register(app, sites)
    return app


def _contents(made: Site, guides: Path, clock: Clock, since: Before | None) -> Contents:
    return Contents(made.compiled, made.proof, guide_files(guides), lambda: clock().date(), since=since)


def _configure(app: Flask, secret_keys: Sequence[bytes | str]) -> None:
    app.config.update(
        SECRET_KEY=secret_keys[0],
        SECRET_KEY_FALLBACKS=list(secret_keys[1:]),
        SEND_FILE_MAX_AGE_DEFAULT=_YEAR,
        WTF_CSRF_TIME_LIMIT=None,  # the cookie's own, see csrf.py
    )


def _run_as(app: Flask, settings: Settings) -> None:
    app.extensions["operator"] = settings.operator
    app.config["TRUSTED_HOSTS"] = list(settings.hosts) or None
    if settings.proxies:
        trusted = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=0)  # type: ignore[method-assign]
    for part in settings.parts:
        part(app)
