"""A shelf on a disk that lost some bytes: what is not of them goes on."""

import pytest
from flask.testing import FlaskClient

from player.contract.reading import write

from .house import House


def test_a_damaged_manifest_breaks_no_page_and_keeps_no_report_out(
    client: FlaskClient, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    player, screen = house.pair()
    edition = house.publish("hearts", "Know your heart", ["Swollen ankles"])
    house.assign(screen, edition)
    path = house.settings.shelf / "editions/hearts/1" / f"{screen.size}.json"
    path.write_bytes(path.read_bytes()[:-5])
    report = write(player.report(screen, edition, [0], house.clock()))
    address = f"/api/v1/screens/{screen.id}/reports"
    answer = client.post(address, data=report, content_type="application/json", headers=player.bearer)
    assert (answer.status_code, answer.get_json()["counted"]) == (202, 1)
    pages = (f"/screens/{screen.id}", f"/screens/{screen.id}/change", "/playlists", "/playlists/hearts", "/views")
    assert [client.get(page).status_code for page in ("/", "/live.json", *pages)] == [200] * 7
    told = [record.getMessage() for record in caplog.records if record.name == "publisher.evidence.gallery"]
    assert told == [f"{path}: this manifest is damaged. Publish hearts again."]
