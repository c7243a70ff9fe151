"""An open page of a dataset that is renewed daily shows the new picture by itself."""

from tests.browser.conftest import served_portal
from tests.conftest import config_in
from tests.exchange.conftest import draft, load


def daily(title, reason="Renewed."):
    made = draft(frequency="daily", reason_en=reason)
    made.descriptor["charts"][0]["title_en"] = title
    return made


def test_the_picture_is_renewed_without_the_page_being_loaded_again(tab, tmp_path):
    with served_portal(tmp_path) as address:
        config = config_in(tmp_path / "data")
        load(config, tmp_path / "first", daily("Libraries have the most"))
        tab.clock.install()
        tab.goto(f"{address}/en/datasets/places-to-read")
        assert "Libraries have the most" in tab.inner_text("figure.picture")
        tab.evaluate("window.stillOpen = true")
        load(config, tmp_path / "second", daily("Halls are filling up"))
        tab.clock.run_for(6 * 60 * 1000)
        tab.wait_for_selector("figure.picture:has-text('Halls are filling up')")
        assert tab.evaluate("window.stillOpen")
