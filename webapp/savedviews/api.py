"""The JSON door of saved views."""

from flask import request

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.savedviews.operations import remove_view, rename_view, save_view
from webapp.savedviews.queries import views_of
from webapp.savedviews.wire import ViewJson, ViewsJson, view_json

views = Api("saved_views", FLEXPORTAL)


@views.read(
    "/views",
    needs=Permission.READ_VIEWS,
    shape=ViewsJson,
    queries={"list": "Those of one list alone, by the name of its page."},
)
def list_views(actor: Actor) -> ViewsJson:
    """List saved views: one's own, and everybody's."""
    rows = views_of(db.session(), actor, request.args.get("list") or None)
    return ViewsJson(views=[view_json(row, actor) for row in rows])


views.write("POST", "/views", calls=save_view, wire=view_json, shape=ViewJson, status=201)
views.write("PATCH", "/views/<viewId>", calls=rename_view, wire=view_json, shape=ViewJson)
views.write("DELETE", "/views/<viewId>", calls=remove_view, wire=view_json, shape=ViewJson)
