"""The action server: Rasa's own application, on loopback, with errors that give nothing away.

    python -m actions.server [--host 127.0.0.1] [--port 5055]

It differs from ``python -m rasa_sdk`` in three ways: it listens on loopback unless told otherwise, it
registers our actions explicitly, and an unexpected error is logged without echoing the conversation.
"""

from __future__ import annotations

import argparse
import logging
from types import SimpleNamespace
from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Config, Request, Sanic
from sanic.exceptions import SanicException
from sanic.handlers import ErrorHandler
from sanic.response import HTTPResponse, json

from actions import files, registry
from actions.services import services
from indsats.privacy import RedactingFilter

logger = logging.getLogger("actions")

Application = Sanic[Config, SimpleNamespace]


class Executor(ActionExecutor):
    """Rasa's executor for actions that do not read the domain.

    rasa_sdk 3.21 refuses a call without the domain, which Rasa 3.6 leaves out when
    ``enable_selective_domain`` is set (endpoints.yml). None of our actions has a use for it.
    """

    def update_and_return_domain(self, payload: dict[str, Any], action_name: str) -> dict[str, Any]:
        """The domain in the call, or an empty one."""
        return payload.get("domain") or {}


def build_executor() -> ActionExecutor:
    """The executor with every action of ours."""
    executor = Executor()
    for action in registry.ACTIONS:
        executor.register_action(action())
    return executor


def build_app() -> Application:
    """The web application. No cross-origin access: only Rasa calls it."""
    app: Application = create_app(build_executor(), cors_origins=None)
    app.blueprint(files.blueprint())
    # Rasa's handler answers with the whole request, conversation included; ours takes its place.
    app.error_handler = ErrorHandler()
    app.error_handler.add(Exception, _unexpected)
    return app


async def _unexpected(request: Request, exception: Exception) -> HTTPResponse:
    if isinstance(exception, SanicException):
        return json({"error": str(exception)}, status=exception.status_code)
    logger.error("The action server failed on %s.", request.path, exc_info=exception)
    return json({"error": "internal error"}, status=500)


def main() -> None:
    """Start the server and keep it running until it is stopped."""
    parser = argparse.ArgumentParser(description="The action server of Indsatsbot")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5055)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for handler in logging.getLogger().handlers:
        handler.addFilter(RedactingFilter())
    app = build_app()
    services().warm_up()
    app.run(host=arguments.host, port=arguments.port, single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    main()
