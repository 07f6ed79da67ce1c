"""Metrics: off unless asked for; when on, nothing but the name of a route, the class of a status, and times."""

import re

from tests.web.operating.conftest import HOST


def test_nothing_is_counted_unless_the_operator_asks(public):
    assert public().test_client().get("/metrics", base_url=HOST).status_code == 404


def test_a_metric_has_a_route_a_status_class_and_no_other_label(public):
    client = public(metrics=True).test_client()
    for path in ("/", "/check/1", "/check/99999", "/nowhere", "/guides/hub", "/guides/no-such-guide"):
        client.get(path, base_url=HOST)
    text = client.get("/metrics", base_url=HOST).text
    labels = set(re.findall(r"(\w+)=\"", text))
    assert labels == {"route", "status", "le"}
    assert set(re.findall(r'status="(\w+)"', text)) <= {"2xx", "3xx", "4xx", "5xx"}
    routes = set(re.findall(r'route="([^"]*)"', text))
    known = {rule.endpoint for rule in client.application.url_map.iter_rules()}
    assert {"pages.start", "check.show", "none"} <= routes <= known | {"none"}


def test_a_request_is_counted_once(public):
    client = public(metrics=True).test_client()

    def count() -> float:
        text = client.get("/metrics", base_url=HOST).text
        found = re.search(r'_count\{route="pages.privacy",status="2xx"\} ([0-9.]+)', text)
        return float(found[1]) if found else 0.0

    before = count()
    for _ in range(3):
        client.get("/privacy", base_url=HOST)
    assert count() == before + 3
