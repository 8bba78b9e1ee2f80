"""Counting tries in the database, so that a restart forgets nothing and every worker sees the same."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webapp.accounts.errors import TooManyTries
from webapp.accounts.models import Throttle
from webapp.core.data import clock
from webapp.core.data.database import begin_write, insert_for

SIGN_IN_WINDOW = 300
TRIES_PER_BROWSER = 10
TRIES_PER_PERSON = 100
KEPT_S = 3600
STEP_S = 5


def sign_in_buckets(email_key: str, address: str, knows_browser: bool) -> list[tuple[str, int]]:
    """The counters one try falls into: this person from this address, and this person from anywhere new.

    A failed try never counts against anybody else, so one clerk's typing cannot lock out a desk's other people. A
    browser in which this person signed in before has a counter of its own: strangers, even behind the same router,
    cannot fill it.
    """
    if knows_browser:
        return [(f"in {email_key} {address} known", TRIES_PER_BROWSER)]
    return [(f"in {email_key} {address}", TRIES_PER_BROWSER), (f"in {email_key}", TRIES_PER_PERSON)]


def password_buckets(user_id: str) -> list[tuple[str, int]]:
    """The counter of one person's tries to prove the present password once more."""
    return [(f"me {user_id}", TRIES_PER_BROWSER)]


def judge(session: Session, buckets: list[tuple[str, int]], seconds: int) -> None:
    """Raise TooManyTries when a counter of this window is full."""
    now = int(clock.now().timestamp())
    window = now - now % seconds
    limits = dict(buckets)
    counted = session.execute(
        select(Throttle.bucket, Throttle.count).where(Throttle.bucket.in_(limits), Throttle.window == window)
    )
    if any(count >= limits[bucket] for bucket, count in counted):
        raise TooManyTries(window + seconds - now)


def count(session: Session, buckets: list[tuple[str, int]], seconds: int) -> int:
    """Add one try to each counter, in a write transaction of its own; returns the largest count."""
    now = int(clock.now().timestamp())
    window = now - now % seconds
    make = insert_for(session)
    begin_write(session)
    counts = [
        session.execute(
            make(Throttle)
            .values(bucket=bucket, window=window, count=1)
            .on_conflict_do_update(
                index_elements=[Throttle.bucket, Throttle.window], set_={"count": Throttle.count + 1}
            )
            .returning(Throttle.count)
        ).scalar_one()
        for bucket, _ in buckets
    ]
    if max(counts) == 1:
        session.execute(delete(Throttle).where(Throttle.window < now - KEPT_S))
    session.commit()
    return int(max(counts))


def spend(session: Session, bucket: str, limit: int, seconds: int) -> int:
    """Take one of ``limit`` calls in any ``seconds``; returns how long to wait when there is none, and counts nothing.

    Calls are counted in steps of a few seconds, so that two bursts cannot meet where one minute becomes the next.
    """
    now = int(clock.now().timestamp())
    step = now - now % STEP_S
    make = insert_for(session)
    begin_write(session)
    here = session.execute(
        make(Throttle)
        .values(bucket=bucket, window=step, count=1)
        .on_conflict_do_update(index_elements=[Throttle.bucket, Throttle.window], set_={"count": Throttle.count + 1})
        .returning(Throttle.count)
    ).scalar_one()
    steps = session.execute(
        select(Throttle.window, Throttle.count)
        .where(Throttle.bucket == bucket, Throttle.window > now - seconds)
        .order_by(Throttle.window)
    ).all()
    total = sum(count for _, count in steps)
    if total <= limit:
        if here == 1:
            session.execute(delete(Throttle).where(Throttle.window < now - KEPT_S))
        session.commit()
        return 0
    session.rollback()
    for window, counted in steps:
        total -= counted
        if total <= limit:
            return int(window) + seconds - now
    return seconds
