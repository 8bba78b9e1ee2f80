"""The yardstick: the least that Flask can do for a request."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello() -> str:
    return "hello"
