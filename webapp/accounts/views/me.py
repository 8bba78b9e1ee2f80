"""A person's own page: name, password, and the browsers they are signed in with."""

from flask import render_template, request, url_for

from webapp.accounts import throttle
from webapp.accounts.operations.me import change_password, end_session, rename_me, sign_out_everywhere
from webapp.accounts.permissions import Permission
from webapp.accounts.queries import sessions_of
from webapp.accounts.sessions import IDLE
from webapp.core.data.database import db
from webapp.core.inputs.forms import BoundForm
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Page, Pages

pages = Pages("account")


@pages.page("/me", needs=Permission.OWN_ACCOUNT)
def index(actor: Actor) -> Page:
    """Who you are here, and where you are signed in."""
    browsers = [
        {**one._asdict(), "words": browser_words(one.agent), "here": one.token_hash == actor.session_hash}
        for one in sessions_of(db.session(), actor.id, IDLE)
    ]
    return render_template("accounts/me.html", browsers=browsers)


_BROWSERS = ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")
_DEVICES = (
    ("iPad", "iPad"), ("iPhone", "iPhone"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"), ("Linux", "Linux"),
)  # fmt: skip


def browser_words(agent: str) -> str:
    """What a person would call a browser, e.g. ``Chrome on Android``; else what it calls itself."""
    browser = next((words for mark, words in _BROWSERS if mark in agent), "")
    device = next((words for mark, words in _DEVICES if mark in agent), "")
    return " on ".join(part for part in (browser, device) if part) or agent[:60] or "An unnamed program"


def _home(**parts: str) -> str:
    return url_for("account.index")


def _count_try(form: BoundForm, actor: Actor) -> None:
    """Whoever holds a stolen session must not be able to guess the password behind it: every try counts."""
    if request.method != "POST":
        return
    buckets = throttle.password_buckets(actor.id)
    throttle.judge(db.session(), buckets, throttle.SIGN_IN_WINDOW)
    throttle.count(db.session(), buckets, throttle.SIGN_IN_WINDOW)


pages.form(
    "/me/name",
    FormPage(
        calls=rename_me,
        template="accounts/my_name.html",
        done=lambda name: Done(_home(), f"You are called {name} now."),
        initial=lambda actor: {"name": actor.name},
    ),
)
pages.form(
    "/me/password",
    FormPage(
        calls=change_password,
        template="accounts/my_password.html",
        done=lambda result: Done(_home(), "Your password is changed. You are signed out everywhere else."),
        prepare=_count_try,
    ),
)
pages.action(
    "/me/sessions/<session_id>/end",
    calls=end_session,
    done=lambda result, session_id: Done(_home(), "That browser is signed out."),
    back=_home,
    takes={"session_id": "sessionId"},
)
pages.action(
    "/me/sessions/end",
    calls=sign_out_everywhere,
    done=lambda result: Done(url_for("sign_in.sign_in"), "You are signed out everywhere."),
    back=_home,
)
