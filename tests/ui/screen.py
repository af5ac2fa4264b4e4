"""What a runner can read on the screen."""

from textual.app import App


def text_of(app: App[None]) -> str:
    """Every line of the screen as plain text."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def words_of(app: App[None], selector: str) -> str:
    """The words inside one widget, whatever lines they were wrapped into."""
    region = app.screen.query_one(selector).content_region
    strips = app.screen._compositor.render_strips()[region.y : region.bottom]
    return " ".join(" ".join(strip.crop(region.x, region.right).text for strip in strips).split())
