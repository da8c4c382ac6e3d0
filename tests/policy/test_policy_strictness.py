"""What is wrong in a policy is refused: where, what was found, what would be right, and all of it at once."""

import pytest

EXTENDS = 'extends = "masa"\n'


@pytest.mark.parametrize(
    ("text", "key", "suggestion"),
    [
        ("[mentor]\nmax_capacity = 2", "mentor", "Did you mean 'mentors'?"),
        ("[[tier]]\nname = 'a'", "tier", "Did you mean 'tiers'?"),
        ("extend = 'masa'", "extend", "Did you mean 'extends'?"),
        ("[mentors]\nmax_capacty = 2", "mentors.max_capacty", "Did you mean 'max_capacity'?"),
        ("[mentors]\nMax_Capacity = 2", "mentors.Max_Capacity", "Did you mean 'max_capacity'?"),
        ("[mentors]\nmax-capacity = 2", "mentors.max-capacity", "Did you mean 'max_capacity'?"),
        ("[[tiers]]\nname = 'a'\nmentr = {}", "tiers[1].mentr", "Did you mean 'mentor'?"),
        ("[[tiers]]\nname = 'a'\nmentees = {}", "tiers[1].mentees", "Did you mean 'mentee'?"),
        (
            "[[limits]]\nname = 'a'\nby = []\nmax = 1\ncont = 'pairs'",
            "limits[1].cont",
            "Did you mean 'count'?",
        ),
        ("[proximity]\nful_km = 2", "proximity.ful_km", "Did you mean 'full_km'?"),
        ("[mentors]\nstipend = 500", "mentors.stipend", "It belongs in [money]."),
        ("max_capacity = 2", "max_capacity", "It belongs in [mentors]."),
        ("[mentees]\ncost = 2", "mentees.cost", "It belongs in [[tiers]]."),
        (
            "[mentees]\nlimits = 2",
            "mentees.limits",
            "Write [[limits]] as a table of its own, above or below this one.",
        ),
        ("[mentors]\ncertificate_years = 2", "mentors.certificate_years", "It belongs in [internship]."),
        ("[internship]\nmonth = 9", "internship.month", "Did you mean 'months'?"),
        ("[money]\nxyz = 2", "money.xyz", "Known here: stipend, per, paid_to, part_year."),
    ],
)
def test_an_unknown_key_names_what_is_meant(faults, text, key, suggestion):
    found = faults(text if text.startswith(("extend ", "max_")) else EXTENDS + text)
    assert found[key][1:] == ("There is no such key.", suggestion)


def test_an_unknown_list_of_values_names_the_nearest(faults):
    found = faults(EXTENDS + '[values.regions]\nx = "X"')
    assert found["values.regions"][2] == "Did you mean 'region'?"


@pytest.mark.parametrize(
    ("text", "key", "value", "problem"),
    [
        ("mentors = 3", "mentors", "3", "The value must be a table."),
        ("tiers = 3", "tiers", "3", "The value must be a list in [brackets]."),
        ("tiers = [3]", "tiers[1]", "3", "The value must be a table."),
        ("tiers = []", "tiers", "[]", "The list must not be empty."),
        ("[program]\nname = 3", "program.name", "3", "The value must be text in quotes."),
        ("[program]\nname = ' '", "program.name", " ", "The value must not be empty."),
        (
            "[program]\nseason = 2026-01-01",
            "program.season",
            "2026-01-01",
            "The value must be text in quotes.",
        ),
        (
            "[program]\nstarts = 2026",
            "program.starts",
            "2026",
            "The value must be a date like 2026-08-15, without quotes.",
        ),
        (
            "[program]\nstarts = '1 June'",
            "program.starts",
            "1 June",
            "The value must be a date like 2026-08-15.",
        ),
        (
            "[program]\nstarts = 2026-08-15T00:00:00",
            "program.starts",
            "2026-08-15 00:00:00",
            "The value must be a date without a time.",
        ),
        (
            "[program]\nends = 2026-08-15",
            "program.ends",
            "2026-08-15",
            "The season must end after it starts, on 2026-08-15.",
        ),
        ("[mentors]\nmax_capacity = '3'", "mentors.max_capacity", "3", "The value must be a whole number."),
        ("[mentors]\nmax_capacity = 2.5", "mentors.max_capacity", "2.5", "The value must be a whole number."),
        (
            "[mentors]\nmax_capacity = true",
            "mentors.max_capacity",
            "true",
            "The value must be a whole number.",
        ),
        ("[mentors]\nmax_capacity = 0", "mentors.max_capacity", "0", "The value must be at least 1."),
        (
            "[mentors]\ndefault_capacity = -1",
            "mentors.default_capacity",
            "-1",
            "The value must be at least 0.",
        ),
        (
            "[mentors]\ndefault_capacity = 4",
            "mentors.max_capacity",
            "3",
            "max_capacity must not be below default_capacity, which is 4.",
        ),
        (
            "[mentors]\nmax_capacity = 10000000",
            "mentors.max_capacity",
            "10000000",
            "The value must be at most 1,000,000.",
        ),
        (
            "[mentors]\ntraining = 'trained'",
            "mentors.training",
            "trained",
            "The value must be a list in [brackets].",
        ),
        ("[mentors]\ntraining = []", "mentors.training", "[]", "The list must not be empty."),
        ("[mentees]\nany_of = 'x'", "mentees.any_of", "x", "The value must be a table: { key = value }."),
        ("[compatibility]\nneeds = '1'", "compatibility.needs", "1", "The value must be a number."),
        ("[compatibility]\nneeds = true", "compatibility.needs", "true", "The value must be a number."),
        (
            "[compatibility]\nneeds = nan",
            "compatibility.needs",
            "nan",
            "The value must be a number; nan and inf are none.",
        ),
        (
            "[compatibility]\nneeds = inf",
            "compatibility.needs",
            "inf",
            "The value must be a number; nan and inf are none.",
        ),
        ("[compatibility]\nneeds = -0.1", "compatibility.needs", "-0.1", "The value must be at least 0."),
        (
            "[proximity]\nfull_km = 300",
            "proximity.zero_km",
            "200.0",
            "zero_km must be above full_km, which is 300.",
        ),
        (
            "[proximity]\nvirtual_is_near = 'yes'",
            "proximity.virtual_is_near",
            "yes",
            "The value must be true or false.",
        ),
        (
            "[money]\nstipend = inf",
            "money.stipend",
            "inf",
            "The value must be a number; nan and inf are none.",
        ),
    ],
)
def test_a_wrong_value_is_told_with_the_rule(faults, text, key, value, problem):
    assert faults(EXTENDS + text) == {key: (value, problem, faults(EXTENDS + text)[key][2])}


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("hours", "0", "The value must be at least 1."),
        ("hours", "7.5", "The value must be a whole number."),
        ("months", "121", "The value must be at most 120."),
        ("certificate_years", "true", "The value must be a whole number."),
        ("renewal", "''", "The value must not be empty."),
    ],
)
def test_a_wrong_value_of_an_internship_is_told_with_the_rule(faults, key, value, problem):
    found = faults(f'extends = "naesp"\n[internship]\n{key} = {value}')
    assert {place: one[1] for place, one in found.items()} == {f"internship.{key}": problem}


def test_an_internship_without_its_numbers_is_refused(faults):
    found = faults(EXTENDS + "[internship]\nrenewal = 'a letter'")
    assert set(found) == {"internship.hours", "internship.months", "internship.certificate_years"}


def test_single_brackets_for_tiers_are_explained(faults):
    found = faults(EXTENDS + "[tiers]\nname = 'a'")
    assert found["tiers"][2] == "Write [[tiers]] in double brackets, once for each."


def test_all_weights_at_zero_are_refused(faults):
    zeros = "\n".join(
        f"{name} = 0" for name in ("preference", "needs", "context", "style", "proximity", "years")
    )
    assert (
        faults(f"{EXTENDS}[compatibility]\n{zeros}")["compatibility"][1]
        == "At least one weight must be above 0."
    )


def test_a_model_beside_weights_names_the_weights(faults):
    found = faults(EXTENDS + "[compatibility]\nmodel = 'm'\nneeds = 0")
    assert found["compatibility.model"][1] == (
        "Give a model or weights, not both; with a model these must be 0: preference, context, style, proximity, years."
    )


def test_missing_tables_and_keys_say_what_they_are(faults):
    assert faults("[money]\nstipend = 5") == {
        "program": (
            "",
            "There is no table [program], which every policy needs.",
            "The program and its season.",
        ),
        "tiers": (
            "",
            "There is no table [[tiers]], which every policy needs.",
            "One kind of match; a pair takes the first that it fits.",
        ),
        "objectives": (
            "",
            "There is no table [objectives], which every policy needs.",
            "The goals, in order.",
        ),
        "money.part_year": (
            "",
            "The value is missing.",
            "What a pair that lasts a part of the season brings; must be written.",
        ),
    }


@pytest.mark.parametrize(
    ("text", "key", "problem", "suggestion"),
    [
        (
            "[conflicts]\nsame = ['distrct']",
            "conflicts.same[1]",
            "mentees have no column 'distrct'.",
            "Did you mean 'district'?",
        ),
        (
            "[conflicts]\nsame = ['Region']",
            "conflicts.same[1]",
            "mentees have no column 'Region'.",
            "Did you mean 'region'?",
        ),
        (
            "[conflicts]\nsame = ['experience']",
            "conflicts.same[1]",
            "mentees have no column 'experience'; mentors have.",
            None,
        ),
        (
            "[conflicts]\nsame = ['latitude']",
            "conflicts.same[1]",
            "'latitude' holds a number, which cannot be compared here.",
            "Only texts, codes, choices and yes/no can.",
        ),
        (
            "[conflicts]\nsame = ['last_name']",
            "conflicts.same[1]",
            "'last_name' is not kept; first and last names are joined.",
            "Write 'name'.",
        ),
        (
            "[conflicts]\nsame = ['avoided_districts']",
            "conflicts.same[1]",
            "'avoided_districts' is confidential, and always a conflict; no other rule can use it.",
            "Take it out.",
        ),
        (
            "[mentees]\nany_of = { new_to_roel = 'yes' }",
            "mentees.any_of.new_to_roel",
            "mentees have no column 'new_to_roel'.",
            "Did you mean 'new_to_role'?",
        ),
        (
            "[[tiers]]\nname = 'a'\nmentor = { new_to_role = 'yes' }",
            "tiers[1].mentor.new_to_role",
            "mentors have no column 'new_to_role'; mentees have.",
            None,
        ),
        (
            "[[tiers]]\nname = 'a'\nexperienced_in = 'region'",
            "tiers[1].experienced_in",
            "Only component_group can be compared with a mentor's experience.",
            "Write 'component_group'.",
        ),
        (
            "[[limits]]\nname = 'a'\nby = ['mentee.regoin']\nmax = 1",
            "limits[1].by[1]",
            "There is no column 'mentee.regoin'.",
            "Did you mean 'mentee.region'?",
        ),
        (
            "[[limits]]\nname = 'a'\nby = ['mentor.first_name']\nmax = 1",
            "limits[1].by[1]",
            "'first_name' is not kept; first and last names are joined.",
            "Write 'name'.",
        ),
    ],
)
def test_a_column_that_cannot_be_used_is_refused(faults, text, key, problem, suggestion):
    found = faults(EXTENDS + text)
    assert list(found) == [key]
    assert found[key][1] == problem
    assert suggestion is None or found[key][2] == suggestion


def test_a_side_left_out_in_a_limit_is_suggested(faults):
    found = faults(EXTENDS + "[[limits]]\nname = 'a'\nby = ['district_size']\nmax = 1")
    assert found["limits[1].by[1]"][2] in (
        "Did you mean 'mentee.district_size'?",
        "Did you mean 'mentor.district_size'?",
    )


@pytest.mark.parametrize(
    ("wanted", "key", "problem", "suggestion"),
    [
        (
            "{ training = 'Certified' }",
            "training",
            "'training' is never 'Certified'; it is one of: none, trained, lii, intern, certified.",
            "Did you mean 'certified'?",
        ),
        ("{ other_regions = true }", "other_regions", "The value must be text in quotes.", 'Write "yes".'),
        (
            "{ other_regions = ['no', false] }",
            "other_regions[2]",
            "The value must be text in quotes.",
            'Write "no".',
        ),
        ("{ membership = 3 }", "membership", "The value must be text in quotes.", ""),
        (
            "{ membership = [] }",
            "membership",
            "An empty list is never met.",
            "Write a value, or take it out.",
        ),
        (
            "{ region = 'Metro' }",
            "region",
            "'region' is never 'Metro', by [values.region].",
            "Did you mean 'MASA-9'?",
        ),
        (
            "{ region = ['MASA-1', 'masa-2'] }",
            "region[2]",
            "'region' is never 'masa-2', by [values.region].",
            "Did you mean 'MASA-2'?",
        ),
        (
            "{ strengths = 'psel10' }",
            "strengths",
            "'strengths' is never 'psel10', by [values.topics].",
            "Did you mean 'psel-10'?",
        ),
    ],
)
def test_a_value_that_a_column_never_has_is_refused(faults, wanted, key, problem, suggestion):
    found = faults(f"{EXTENDS}[[tiers]]\nname = 'a'\nmentor = {wanted}")
    assert {place: said[1:] for place, said in found.items()} == {
        f"tiers[1].mentor.{key}": (problem, suggestion)
    }


def test_codes_are_checked_in_any_of_too(faults):
    found = faults(EXTENDS + "[mentees]\nany_of = { component_group = 'Supt.' }")
    assert found["mentees.any_of.component_group"][2] == "Did you mean 'superintendent'?"


def test_an_empty_value_stands_for_an_empty_cell(load):
    policy = load(EXTENDS + "[[tiers]]\nname = 'a'\nmentee = { prefers = ['', 'near'], region = '' }")
    assert policy.tiers[0].mentee == {"prefers": ["", "near"], "region": ""}


def test_names_of_tiers_and_limits_must_differ(faults):
    found = faults(
        EXTENDS
        + "[[tiers]]\nname = 'a'\n[[tiers]]\nname = 'b'\n[[tiers]]\nname = 'a '\n"
        + "[[limits]]\nname = 'l'\nby = []\nmax = 1\n[[limits]]\nname = 'l'\nby = []\nmax = 1\n"
    )
    assert (
        found["tiers[3].name"][1] == "Each kind of match needs a name of its own; tiers[1] has this one too."
    )
    assert found["limits[2].name"][1] == "Each limit needs a name of its own; limits[1] has this one too."


@pytest.mark.parametrize(
    ("numbers", "key", "problem"),
    [
        ("", "min", "A limit needs max, min or both."),
        ("max = -1", "max", "The value must be a whole number from 0 to 1,000,000."),
        ("max = 'all'", "max", "The value must be a whole number from 0 to 1,000,000."),
        ("max = { MASA-1 = true }", "max.MASA-1", "The value must be a whole number from 0 to 1,000,000."),
        ("max = 1\nmin = 2", "min", "min must not be above max; for default they are 2 and 1."),
        (
            "max = { MASA-1 = 1, default = 5 }\nmin = 2",
            "min",
            "min must not be above max; for MASA-1 they are 2 and 1.",
        ),
        ("max = { MASA-99 = 1 }", "max.MASA-99", "'region' is never 'MASA-99', by [values.region]."),
        (
            "max = { 'MASA-1|x' = 1 }",
            "max.MASA-1|x",
            "A value for each column of 'by' is needed, joined by '|': region.",
        ),
    ],
)
def test_numbers_of_limits_are_checked(faults, numbers, key, problem):
    found = faults(f"{EXTENDS}[[limits]]\nname = 'a'\nby = ['mentee.region']\n{numbers}")
    assert {place: said[1] for place, said in found.items()} == {f"limits[1].{key}": problem}


def test_limits_by_several_columns_and_by_none_load(load):
    policy = load(
        EXTENDS
        + "[[limits]]\nname = 'a'\nby = ['mentee.region', 'mentor.membership']\n"
        + "max = { 'MASA-1|retired' = 2, default = 9 }\nmin = 1\n"
        + "[[limits]]\nname = 'b'\nby = []\ncount = 'mentors'\nmax = 40\n"
    )
    assert policy.limits[0].max == {"MASA-1|retired": 2, "default": 9}
    assert policy.limits[1].count == "mentors"


@pytest.mark.parametrize(
    ("order", "early"),
    [
        (["tiers"], "'tiers' is"),
        (["tiers", "served"], "'tiers' is"),
        (["home", "balance", "first_come"], "'balance' is"),
        (["compatibility", "worst_off"], "'worst_off' is"),
        (["balance", "tiers", "served"], "'balance' and 'tiers' are"),
    ],
)
def test_an_order_in_which_serving_nobody_would_win_is_refused(faults, order, early):
    found = faults(f"{EXTENDS}[objectives]\norder = {order}")
    assert found["objectives.order"][1] == (
        f"{early} best if nobody is served; put 'served' or 'first_come' before."
    )


@pytest.mark.parametrize(
    "order",
    [
        ["served"],
        ["compatibility"],
        ["home", "served", "tiers"],
        ["first_come", "balance", "worst_off"],
        ["fewest_changes", "served", "first_come", "tiers", "compatibility"],
    ],
)
def test_other_orders_load(load, order):
    assert load(f"{EXTENDS}[objectives]\norder = {order}").objectives.order == order


def test_a_goal_twice_unknown_or_none_at_all_is_refused(faults):
    assert (
        faults(f"{EXTENDS}[objectives]\norder = []")["objectives.order"][1] == "The list must not be empty."
    )
    twice = faults(f"{EXTENDS}[objectives]\norder = ['served', 'tiers', 'tiers']")["objectives.order"]
    assert twice[1] == "Each goal once; twice here: tiers."
    unknown = faults(f"{EXTENDS}[objectives]\norder = ['served', 'tier']")["objectives.order[2]"]
    assert unknown[2] == "Did you mean 'tiers'?"


def test_all_faults_are_told_in_one_go(faults):
    found = faults("""
extends = "masa"
stipend = 3
[program]
nme = "x"
starts = 2027-08-15
[values.region]
MASA-1 = ["Metro", 3]
MASA-2 = ""
[values.component_group]
curriculum = "Superintendent"
[mentees]
membership = ["activ", "old"]
any_of = { new_to_roel = "yes", new_to_state = true, special_application = ["approved", "denied"] }
[mentors]
default_capacity = -1
certified = "start"
[conflicts]
same = ["distrct", "county"]
ask = ["boss"]
[[tiers]]
name = "x"
same = "region"
mentr = {}
[[tiers]]
name = "x"
mentor = { training = "Trained", strengths = "psel-11", trainin = 3 }
cost = 1.5
[[limits]]
name = "l"
by = ["mentee.regoin"]
max = { a = -1, b = "2" }
[objectives]
order = ["tiers", "served"]
[compatibility]
needs = nan
style = -1
[proximity]
full_km = 250
[money]
part_year = "half"
""")
    assert sorted(found) == sorted(
        [
            "stipend", "program.nme", "program.ends", "values.region.MASA-1[2]", "values.region.MASA-2",
            "values.component_group.curriculum", "mentees.membership[1]", "mentees.membership[2]",
            "mentees.any_of.new_to_roel", "mentees.any_of.new_to_state", "mentees.any_of.special_application[2]",
            "mentors.default_capacity", "mentors.certified", "conflicts.same[1]", "conflicts.same[2]",
            "conflicts.ask[1]", "tiers[1].same", "tiers[1].mentr", "tiers[2].name", "tiers[2].mentor.training",
            "tiers[2].mentor.strengths", "tiers[2].mentor.trainin", "tiers[2].cost", "limits[1].by[1]",
            "limits[1].max.a", "limits[1].max.b", "objectives.order", "compatibility.needs", "compatibility.style",
            "proximity.zero_km", "money.part_year",
        ]
    )  # fmt: skip
