"""A fact that is added to the list is on the screen, too."""

import pytest
from textual.widgets import Static

from runcoach.training.fact_list import listing
from runcoach.training.fact_list.fact import Fact
from runcoach.ui.screens.sent import SentScreen
from tests.ui.conftest import MakeApp, until


async def test_a_fact_that_is_added_is_among_what_the_coach_was_sent(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = Fact("shoes", "Kilometres in these shoes", 412_000, "m", "412 km")
    monkeypatch.setattr(listing, "SUBJECTS", [*listing.SUBJECTS, lambda facts: [added]])
    app = make_app()
    async with app.run_test(size=(130, 44)) as pilot:
        await until(lambda: app.screen.query("#coach"))
        await pilot.press("p")
        await until(lambda: isinstance(app.screen, SentScreen))
        await until(
            lambda: any(
                "[shoes] Kilometres in these shoes: 412 km" in str(part.render())
                for part in app.screen.query(Static)
            )
        )
