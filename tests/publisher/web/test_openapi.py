import re
from dataclasses import MISSING, fields

import yaml
from openapi_spec_validator import validate

from player.contract import reading as contract

from .described import DESCRIPTION
from .house import House

RECORDS = (
    "EnrolmentRequest",
    "Enrolment",
    "Paired",
    "Entry",
    "Manifest",
    "Assigned",
    "Opening",
    "Programme",
    "View",
    "Now",
    "Showing",
    "DeviceHealth",
    "Report",
    "Receipt",
    "UnknownEdition",
    "ProofWanted",
    "Proof",
    "SeenEdition",
    "Refusal",
)


def test_the_description_is_openapi(small_house: House) -> None:
    validate(_description(small_house))


def test_the_description_has_every_route_and_no_other(small_house: House) -> None:
    app = small_house.app()
    routes = {
        (method, re.sub(r"<(\w+)>", "{}", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/")
    }
    described = {
        (method.upper(), "/api/v1" + re.sub(r"{\w+}", "{}", path))
        for path, operations in _description(small_house)["paths"].items()
        for method in operations
        if method in {"get", "post", "put", "patch", "delete"}
    }
    assert described == routes


def test_every_record_of_the_contract_is_described_field_by_field(small_house: House) -> None:
    schemas = _description(small_house)["components"]["schemas"]
    for name in RECORDS:
        record = fields(getattr(contract, name.removeprefix("Device")))
        assert set(schemas[name]["properties"]) == {field.name for field in record}, name
        assert set(schemas[name].get("required", ())) == {field.name for field in record if field.default is MISSING}, (
            name
        )


def _description(house: House) -> dict:
    return yaml.safe_load(house.client().get(DESCRIPTION).get_data(as_text=True))
