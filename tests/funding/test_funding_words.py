"""What the table of funding says, in words, of seasons made for one point each."""

import dataclasses
import json

import pandas as pd
import pytest
from oracles import hand
from oracles.seasons import policy_of, roster_of

from matcher import InfeasibleError, funding_of, load_policy, match, read_roster
from matcher.cli.telling import plain

BY_REGION = {"name": "by region", "by": ["mentee.region"], "max": {"North": 1, "default": 2}, "funding": True}
IN_ALL = {"name": "in all", "by": [], "max": 2, "funding": True}
MONEY = {"stipend": 500, "per": "pair", "part_year": "full"}


def told(mentors, mentees, limits, *, pairs=(), order=("first_come", "tiers", "compatibility"), **rules):
    rules = {"compatibility": {"preference": 1}, "money": MONEY, **rules}
    policy = hand.policy(limits=limits, objectives={"order": list(order)}, **rules)
    season = hand.season(mentors, mentees, policy, pairs=pairs)
    return funding_of(match(roster_of(season), policy_of(season)))


def asking(*regions):
    return [
        hand.mentee(f"P{place}", region=region, requested_at=f"2026-07-0{place}")
        for place, region in enumerate(regions, 1)
    ]


def mentors(count, **cells):
    return [hand.mentor(f"M{place}", **cells) for place in range(1, count + 1)]


def row(answer, code=""):
    return next(one for one in answer.rows.to_dict("records") if one["code"] == code)


def said_of(answer, title):
    """Return what the next dollar buys in a row, as the text has it."""
    (line,) = [
        one for one in str(answer).splitlines() if one.startswith(f"  {title}: ") and "up to" not in one
    ]
    return line.removeprefix(f"  {title}: ")


def test_who_waits_for_money_and_what_the_next_dollar_buys():
    answer = told(mentors(4), asking("North", "South", "North", "North"), [BY_REGION])
    north = row(answer, "North")
    assert [north[one] for one in ("asked", "served", "funded", "waiting", "for_money")] == [3, 1, 1, 2, 2]
    assert (north["raised"], north["serves"], north["costs"]) == ("1 more here", "P3", 500)
    assert said_of(answer, "North").startswith("1 more here: P3 (place 3, North) with M")
    assert said_of(answer, "North").endswith("; $500.")
    assert (north["useful_alone"], north["more_alone"], north["costs_alone"]) == (3, 2, 1000)
    assert (
        "  North: up to 3 pairs, 2 more for $1,000, the other caps as they are." in str(answer).splitlines()
    )


def test_both_caps_must_rise_where_both_are_full():
    answer = told(mentors(4), asking("North", "South", "North"), [BY_REGION, IN_ALL])
    assert row(answer, "North")["raised"] == "1 more here and in all"
    assert row(answer)["serves"] == "P3"
    assert row(answer)["raised"] == "1 more in North and in all"


def test_only_the_cap_in_all_need_rise_where_the_region_has_room():
    answer = told(mentors(4), asking("North", "South", "South"), [BY_REGION, IN_ALL])
    assert (row(answer, "South")["raised"], row(answer, "South")["serves"]) == ("1 more in all", "P3")
    assert (row(answer)["raised"], row(answer)["serves"]) == ("1 more in all", "P3")


def test_a_cap_that_is_exceeded_must_rise_beyond_what_stands():
    standing = [("P1", "M1", "confirmed"), ("P2", "M2", "confirmed")]
    answer = told(mentors(4), asking("North", "North", "North"), [BY_REGION], pairs=standing)
    assert (row(answer, "North")["raised"], row(answer, "North")["serves"]) == ("2 more here", "P3")
    assert (row(answer, "North")["paid"], row(answer, "North")["left"]) == (2, 0)


@pytest.mark.parametrize(
    ("mentors", "regions", "said"),
    [
        (mentors(2), ["North", "South"], "nothing: nobody waits."),
        (mentors(1), ["North", "North"], "nothing: 1 waits for a seat."),
        (mentors(3, capacity="0"), ["North", "North"], "nothing: 1 funded place is left; 2 have no possible mentor."),
    ],
)  # fmt: skip
def test_it_is_said_what_stands_in_the_way_where_nothing_is_bought(mentors, regions, said):
    answer = told(mentors, asking(*regions), [BY_REGION])
    assert row(answer, "North")["next"] == said.removesuffix(".")
    assert said in str(answer)


def test_an_earlier_request_instead_of_a_later_one_is_said_and_costs_nothing():
    answer = told(mentors(2), asking("North", "North", "South"), [BY_REGION])
    north = row(answer, "North")
    assert (north["serves"], north["instead"], north["costs"]) == ("P2", "P3", 0)
    assert "; instead of P3 (South); $0" in north["next"]
    assert (north["more_alone"], north["net_alone"]) == (1, 0)
    assert "North: up to 2 pairs, 1 more here, none more in all for $0" in str(answer)
    assert "would then have 1 seat that others have now" in str(answer)


def test_a_mentor_who_is_paid_once_costs_nothing_more():
    once = {**MONEY, "per": "mentor"}
    answer = told(mentors(1, capacity="2"), asking("North", "North"), [BY_REGION], money=once)
    assert (row(answer, "North")["serves"], row(answer, "North")["costs"]) == ("P2", 0)
    assert row(answer)["dollars"] == 500


@pytest.mark.parametrize(("part_year", "ended"), [("full", 1), ("none", 0)])
def test_pairs_that_ended_count_where_they_are_paid_in_full(part_year, ended):
    money = {**MONEY, "part_year": part_year}
    answer = told(
        mentors(2), asking("North", "North"), [BY_REGION], pairs=[("P1", "M1", "ended")], money=money
    )
    north = row(answer, "North")
    assert (north["served"], north["ended"], north["paid"]) == (1 - ended, ended, 1)
    assert ("ended" in str(answer).splitlines()[1]) == bool(ended)


def test_places_that_are_left_are_said_and_money_goes_where_it_serves():
    caps = {**BY_REGION, "max": {"North": 1, "South": 2}}
    answer = told(mentors(4), asking("North", "South", "North"), [caps])
    assert (row(answer, "South")["left"], row(answer, "North")["best_use"]) == (1, 2)
    lines = str(answer).splitlines()
    assert any(
        one.startswith("  1 funded place is not used: 1 in South. Lowering these caps") for one in lines
    )
    assert "  If the same money went where the goals would put it: 3 pairs, 1 more: North 2 (+1)." in lines


def test_it_is_said_where_serving_most_would_pass_over_an_earlier_request():
    """One pair is paid for the district; first come serves P1, who has the seat that P3 could have; P2 could have M2."""
    district = {"name": "district", "by": ["mentee.district"], "max": {"Oak": 1}}
    people = [
        hand.mentee("P1", requested_at="2026-07-01", district="Oak"),
        hand.mentee("P2", requested_at="2026-07-02", district="Oak", component_group="middle"),
        hand.mentee("P3", requested_at="2026-07-03"),
    ]
    lenders = [hand.mentor("M1"), hand.mentor("M2", component_group="middle")]
    tiers = [{"name": "same", "same": ["component_group"]}]
    answer = told(lenders, people, [{**BY_REGION, "max": 5}, district], tiers=tiers)
    assert (row(answer)["best_use"], answer.largest) == (1, 2)
    assert "Were serving the most people the first goal, the same money would serve up to 2 pairs." in str(
        answer
    )


def test_a_region_with_a_number_of_its_own_has_a_row_though_nobody_asks():
    caps = {**BY_REGION, "max": {"North": 1, "West": 3}}
    answer = told(mentors(1), asking("North"), [caps])
    assert answer.rows["code"].tolist() == ["North", "West", ""]
    assert [row(answer, "West")[one] for one in ("asked", "paid", "funded", "left")] == [0, 0, 3, 3]


def test_rows_stand_in_the_order_of_the_policy_with_its_titles():
    regions = {"West": "The West", "North": ["The North", "N"]}
    answer = told(mentors(2), asking("North", "West"), [BY_REGION | {"max": 1}], values={"region": regions})
    assert answer.rows["title"].tolist() == ["West The West", "North The North", "In all"]


def test_without_any_number_of_funded_pairs_there_are_no_prices():
    answer = told(mentors(2), asking("North", "South", "South"), [{**BY_REGION, "funding": False}])
    assert not answer.is_limited
    assert answer.rows["funded"].isna().all()
    assert row(answer)["dollars"] == 1000
    assert "The rules set no number of funded pairs" in str(answer).splitlines()[-1]
    assert "no cap" in str(answer)


def test_a_limit_by_something_else_has_a_row_of_its_own():
    limit = {"name": "jobs", "by": ["mentee.component_group"], "max": {"high": 1}, "funding": True}
    answer = told(mentors(2), asking("North", "South"), [limit])
    jobs = row(answer, "jobs")
    assert [jobs[one] for one in ("kind", "title", "paid", "funded", "raised", "serves")] == [
        "limit", "jobs: high", 1, 1, "1 more here", "P2",
    ]  # fmt: skip
    assert row(answer)["raised"] == "1 more in jobs: high"


def test_one_region_alone_has_its_own_row_and_counts_pairs_of_others_in_all():
    standing = [("P1", "M1", "confirmed")]
    policy = hand.policy(limits=[BY_REGION, IN_ALL], compatibility={"preference": 1})
    season = hand.season(
        [hand.mentor("M1"), hand.mentor("M2", region="South")],
        asking("North", "South"),
        policy,
        pairs=standing,
    )
    answer = funding_of(match(roster_of(season), policy_of(season), region="South"))
    assert answer.rows["code"].tolist() == ["South", ""]
    assert (row(answer)["served"], row(answer)["paid"]) == (1, 2)
    assert str(answer).startswith("A program 2026-27, South only")


def test_without_a_list_there_is_no_table():
    limit = {"name": "least", "by": [], "min": 3}
    policy = hand.policy(limits=[limit, IN_ALL])
    season = hand.season(mentors(1), asking("North"), policy)
    with pytest.raises(InfeasibleError):
        funding_of(match(roster_of(season), policy_of(season)))


def test_all_of_it_can_be_written_as_json():
    answer = told(mentors(3), asking("North", "South", "North"), [BY_REGION, IN_ALL])
    found = json.loads(json.dumps(plain(vars(answer))))
    assert found["rows"][0]["title"] == "North"
    assert found["bought"][0]["mentee_id"] == "P3"
    assert {*found} == {one.name for one in dataclasses.fields(answer)}


def test_a_real_season_with_caps_that_bind(shared_data, tmp_path):
    rules = tmp_path / "funded.toml"
    rules.write_text(
        'extends = "awsp"\n[[limits]]\nname = "regions"\nby = ["mentee.region"]\nmax = { ESD-121 = 30, default = 12 }\n'
        'funding = true\n[[limits]]\nname = "all"\nby = []\nmax = 110\nfunding = true\n',
        encoding="utf-8",
    )
    roster, policy = read_roster(shared_data / "awsp-2026-27"), load_policy(rules)
    matching = match(roster, policy)
    answer = funding_of(matching)
    whole = row(answer)
    free = match(roster, load_policy("awsp")).pairs
    assert (whole["paid"], whole["useful_all"]) == (110, len(free))
    now, then = set(matching.pairs["mentee_id"]), set(free["mentee_id"])
    assert whole["for_money"] == len(then - now)
    region = dict(zip(roster.mentees["mentee_id"], roster.mentees["region"], strict=True))
    for one in answer.rows[answer.rows["kind"] == "region"].to_dict("records"):
        assert one["for_money"] == sum(region[mentee] == one["code"] for mentee in then - now)
        assert one["paid"] <= one["funded"]
    waits = matching.waiting[matching.waiting["why"] != ""]
    places = dict(zip(waits["mentee_id"], waits["place"], strict=True))
    assert all(places[one["mentee_id"]] == one["place"] for one in answer.bought.to_dict("records"))
    own = answer.rows.set_index("code").loc["ESD-189"]
    with_more = match(
        roster, policy_with(tmp_path, rules, "default = 12", "ESD-189 = 13, default = 12", "110", "111")
    )
    assert own["serves"] == ";".join(sorted(set(with_more.pairs["mentee_id"]) - now))
    assert pd.notna(own["costs"])


def policy_with(folder, rules, *changes):
    text = rules.read_text(encoding="utf-8")
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        text = text.replace(old, new)
    (folder / "more.toml").write_text(text, encoding="utf-8")
    return load_policy(folder / "more.toml")
