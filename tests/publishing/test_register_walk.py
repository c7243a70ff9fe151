"""A register handed in by an officer: what its codes ask is told with the row of her own file."""

from portal.publishing import drafting
from tests.publishing.drafted import begun
from tests.publishing.walk import OFFICER, do, look, work

REGISTER = """\
Cofrestr rhannu,,,,,,,,
,,,,,,,,
Cyfeirnod,Cytundeb,Partïon,Diben (Cymraeg),Purpose,Legal basis,Rhannu,Diwedd,Setiau data
S-1,,Aberwen; Brynmor,Coed,Trees,No personal data,Current,31/03/2099,aberwen-trees
S-2,R-2,Aberwen; Brynmor,Bysiau,Buses,Tasg gyhoeddus,Yn cael eu rhannu,31/03/2020,aberwen-buses
S-3,R-3,Aberwen; Brynmor,Ysgolion,Schools,Public task,Ended,31/03/2020,aberwen-schools
"""


def test_an_officer_is_told_in_which_row_data_are_shared_without_a_valid_agreement(config):
    found = begun(config, REGISTER, "rhannu.csv")
    assert found.found["suggested"]["schema"] == "sharing-agreements@1"
    do(config, drafting.decide, found.id, {"schema": "sharing-agreements"}, by=OFFICER)
    work(config)
    issues = look(config, found.id).issues
    assert [(i["code"], i["row"], i["column"]) for i in issues if i["row"]] == [
        ("shared-without-agreement", 4, "agreement"),
        ("agreement-expired", 5, "end"),
    ]
