"""The modules of a page come in the order in which they need one another."""

from api.language import Language
from tests.api.gallery import drawn


def test_who_listens_for_alerts_is_there_before_who_tells_of_them() -> None:
    page = drawn("duty", Language.CHINESE)
    places = [page.index(f"/static/{module}.js") for module in ("duty", "sound", "alerts")]
    assert places == sorted(places)
