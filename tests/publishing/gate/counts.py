"""A small package that counts people by area and answer, and its walk to publication."""

from portal.publishing import drafting, operations
from tests.interop.packages import DESCRIPTOR, Draft, column, resource
from tests.publishing.walk import COLLEAGUE, OFFICER, PUBLISHER, REASON, do, handed_in, look, work

SURVEY = "reading-survey"
AREAS, ANSWERS = ("aberwen", "brynmor"), ("agree", "disagree", "unsure")
CLEAR = {"aberwen": (31, 22, 17), "brynmor": (26, 40, 13)}
GIVEN_AWAY = {"aberwen": (19, 8, "[c]"), "brynmor": (26, 40, 13)}
"""With the totals of each area the hidden count comes back: 29 − 19 − 8 = 2."""
LABELS = {
    "areas": "aberwen,Aberwen,Aberwen\nbrynmor,Brynmor,Brynmor\n",
    "answers": "agree,Cytuno,Agree\ndisagree,Anghytuno,Disagree\nunsure,Ansicr,Unsure\n",
}
_NUMBER = {"measures": "people", "constraints": {"minimum": 0}}


def counts(cells=CLEAR, *, name=SURVEY, totals=None, gate=None, **titles) -> Draft:
    """Return a package: `cells` by area and answer, and the totals of each area beside them."""
    made = Draft()
    made.descriptor = {
        key: DESCRIPTOR[key] for key in DESCRIPTOR if key not in {"charts", "finding_cy"}
    } | {"name": name, **titles}
    made.descriptor.pop("finding_en")
    if gate is not False:
        made.descriptor["gate"] = {"answer": "answer", **(gate or {})}
    code_list = [column("code"), column("label_cy"), column("label_en")]
    made.descriptor["resources"] = [
        resource(
            "answered",
            [
                column("area", codes="areas"),
                column("answer", codes="answers"),
                column("people", "integer", **_NUMBER),
            ],
            primaryKey=["area", "answer"],
            missingValues=["", "[c]"],
        ),
        resource("areas", code_list, primaryKey="code"),
        resource("answers", code_list, primaryKey="code"),
    ]
    rows = [
        f"{area},{answer},{count}\n"
        for area in AREAS
        for answer, count in zip(ANSWERS, cells[area], strict=True)
    ]
    made.data = {"answered": "area,answer,people\n" + "".join(rows)}
    made.data |= {each: "code,label_cy,label_en\n" + text for each, text in LABELS.items()}
    if totals is not None:
        fields = [column("area", codes="areas"), column("people", "integer", **_NUMBER)]
        made.descriptor["resources"].append(resource("asked", fields, primaryKey=["area"]))
        made.data["asked"] = "area,people\n" + "".join(f"{a},{n}\n" for a, n in totals.items())
    return made


def checked(config, made, *, dataset=SURVEY, publisher=PUBLISHER):
    """Hand a package in and let the worker check it."""
    upload = handed_in(config, made)
    begun = do(config, drafting.begin, upload, dataset=dataset, publisher=publisher, by=OFFICER)
    work(config)
    return look(config, begun.id)


def again(config, identity, made):
    """Bring another package in and let the worker check it."""
    do(config, operations.take_again, identity, handed_in(config, made), by=OFFICER)
    work(config)
    return look(config, identity)


def answered(config, identity, relation):
    """Say how the counts stand to those published last, and let the worker check it again."""
    question = look(config, identity).questions[0]["id"]
    do(config, drafting.decide, identity, {"answers": {question: relation}}, by=OFFICER)
    work(config)
    return look(config, identity)


def live(config, identity):
    """Submit, approve and publish."""
    do(config, operations.submit, identity, reason=REASON, by=OFFICER)
    do(config, operations.approve, identity, by=COLLEAGUE)
    work(config)
    return look(config, identity)


def codes(submission):
    """Return the codes of what is wrong."""
    return [issue["code"] for issue in submission.issues]
