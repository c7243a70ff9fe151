"""The OpenAPI document: valid, whole, and never of an address that is not there."""

import jsonschema
import pytest
from openapi_spec_validator import validate

from portal.accounts.guard import Who, access_of
from portal.web.openapi import PREFIX, described_rules, template
from tests.publishing.programs.conftest import SUBMISSIONS, Program, token_for, zipped
from tests.publishing.walk import PUBLISHER, SLUG, draft, work


@pytest.fixture
def spec(client):
    return client.get("/api/v1/openapi.json").json


def routes(app):
    return {
        (template(rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(PREFIX)
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def resolved(spec, node):
    if isinstance(node, dict) and "$ref" in node:
        return resolved(spec, spec["components"]["schemas"][node["$ref"].rsplit("/", 1)[-1]])
    if isinstance(node, dict):
        return {name: resolved(spec, each) for name, each in node.items()}
    return [resolved(spec, each) for each in node] if isinstance(node, list) else node


def test_the_document_is_valid_openapi(spec):
    assert spec["openapi"].startswith("3.1")
    validate(spec)


def test_every_address_is_described_and_everything_described_is_there(app, spec):
    described = {(path, method) for path, item in spec["paths"].items() for method in item}
    described = {(path, method) for path, method in described if method != "parameters"}
    assert described == routes(app)


def test_an_address_asks_for_a_token_where_its_description_says_so(app):
    for rule, said in described_rules(app):
        access = access_of(app.view_functions[rule.endpoint])
        assert said.token == (access is not None and access.who is Who.PROGRAM), rule.rule


def test_every_text_stands_in_both_languages(spec):
    for path, item in spec["paths"].items():
        for method, operation in item.items():
            if method != "parameters":
                assert " / " in operation["summary"], path
                for parameter in operation.get("parameters", ()):
                    assert " / " in parameter["description"], path


def test_the_document_is_read_by_scripts_anywhere_and_asked_for_again_cheaply(client):
    first = client.get("/api/v1/openapi.json")
    again = client.get("/api/v1/openapi.json", headers={"If-None-Match": first.headers["ETag"]})
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert again.status_code == 304
    assert client.get("/api/v1/openapi.json?x=1").status_code == 400


def test_what_programs_are_told_is_as_described(own_app, config, tmp_path):
    spec = own_app.test_client().get("/api/v1/openapi.json").json
    program = Program(own_app.test_client(), token_for(config))
    made = draft()
    made.descriptor["title_cy"] = ""
    query = f"?dataset={SLUG}&publisher={PUBLISHER}&name=x.zip"
    handed = program.open("POST", SUBMISSIONS + query, data=zipped(tmp_path, made))
    work(config)
    number = handed.json["id"]
    one = SUBMISSIONS + "/{number}"
    told = [
        (SUBMISSIONS, "post", handed),
        (SUBMISSIONS, "get", program.get(f"{SUBMISSIONS}?publisher={PUBLISHER}")),
        (one, "get", program.get(f"{SUBMISSIONS}/{number}")),
        (f"{one}/submit", "post", program.submit(number)),
        (one, "get", program.get(f"{SUBMISSIONS}/999")),
    ]
    for path, method, answer in told:
        answers = spec["paths"][path][method]["responses"]
        content = answers.get(str(answer.status_code), answers["default"])["content"]
        schema = resolved(spec, content[answer.mimetype]["schema"])
        jsonschema.validate(answer.json, schema)
        assert set(answer.json) == set(schema["properties"]), path
