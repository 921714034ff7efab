"""The pages for a practice, and the API that players use."""

from flask import Flask

from publisher.settings import read_settings
from publisher.web.app import create_app

__all__ = ["create_app", "from_environment"]


def from_environment() -> Flask:
    """The application for the settings in the environment; what gunicorn starts."""
    return create_app(read_settings())
