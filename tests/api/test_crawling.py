"""The walk over what pages offer notices a link that leads nowhere."""

from tests.api.crawling import dead_links

PAGE = """
<a href="/desk?due=overdue">desk</a> <a href="/dsek">misspelt</a> <a href="#main">here</a>
<form action="/children/0e0e0e0e-0000-4000-8000-000000000301/talks" method="post"></form>
"""


def test_a_link_to_no_page_is_dead_and_the_address_of_a_form_is_not() -> None:
    assert dead_links(PAGE, {"/desk"}) == ["/dsek"]
