"""/docs: Swagger UI from files this installation carries, so that it works without a network."""

from importlib.resources import files

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dangol API</title>
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
<link rel="icon" href="data:,">
</head>
<body>
<div id="swagger-ui"></div>
<noscript>The description this page shows lies at <a href="/openapi.json">/openapi.json</a>.</noscript>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
"""
# A file of its own: the page's content security policy allows no inline script.
START = """SwaggerUIBundle({
  url: "/openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIBundle.SwaggerUIStandalonePreset]
});
"""


def routes() -> APIRouter:
    """The API's own pages; not part of its description."""
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    def page() -> HTMLResponse:
        return HTMLResponse(PAGE)

    @router.get("/docs/start.js")
    def start() -> Response:
        return Response(START, media_type="text/javascript")

    return router


def assets() -> Mount:
    """Swagger UI's script and style, as the package fastapi-offline carries them."""
    return Mount("/docs/assets", StaticFiles(directory=str(files("fastapi_offline") / "static")))
