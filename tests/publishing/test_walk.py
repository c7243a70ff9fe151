"""An officer's walk over the pages: from a file to a published version."""


def test_a_file_becomes_a_published_version_by_two_people_on_pages(walk, browser):
    walk.bring_in()
    assert walk.state == "received"
    walk.check()
    assert walk.state == "checked"
    walk.submit()
    assert walk.state == "submitted"
    walk.approve().check()
    assert walk.state == "published"
    assert browser().get("/en/datasets/places-to-read").status_code == 200
