import json

import pandas as pd
from season_fixtures import matcher_command

from matcher.scenarios.answers import Answers


def test_tells_whom_to_ask_first_in_words_and_as_tables(result):
    done = matcher_command("answers", result)
    assert done.exit_code == 0, done.output
    told = json.loads(matcher_command("answers", result, "--json").output)
    first = told["questions"][0]
    assert first["status"] == "changes"
    first = next(row for row in told["questions"] if row["fact"] != "preferred_mentors")
    assert f"Ask {first['name']} ({first['person_id']}) for {first['words']}: with " in done.output
    for fact in told["facts"]:
        assert f"{fact['words']}: {fact['asked']} {fact['side']}" in done.output


def test_a_folder_without_a_result_is_told(tmp_path):
    done = matcher_command("answers", tmp_path)
    assert done.exit_code == 2
    assert "holds no result" in done.output


def test_asks_for_facts_before_wishes_and_calls_mentors_and_topics_as_people_do(result):
    told = json.loads(matcher_command("answers", result, "--json").output)
    said = matcher_command("answers", result).output
    changing = [row for row in told["questions"] if row["pairs"]]
    wishes = [row for row in changing if row["fact"] == "preferred_mentors"]
    assert f"{len(wishes)} of these answers are wishes for a mentor" in said.replace("\n", " ")
    asks = [line for line in said.splitlines() if line.startswith("  Ask ")]
    is_wish = ["for wished-for mentors:" in line for line in asks]
    assert is_wish == sorted(is_wish)
    assert is_wish.count(False) == min(len(asks), len(changing) - len(wishes))
    assert "with 'psel-" not in said
    wished = wishes[0]["answer"].partition(" = ")[2]
    assert told["names"]["mentors"][wished]


def test_answers_are_told_by_title_and_by_name():
    columns = ["person_id", "name", "fact", "words", "pairs", "answer"]
    rows = [
        ("P1", "Ana", "preferred_mentors", "wished-for mentors", 5, "preferred_mentors = M1"),
        ("P2", "Ben", "needs", "needs", 1, "needs = t1;t2"),
    ]
    names = {"mentors": {"M1": "Mia"}, "topics": {"t1": "Budgets", "t2": "Boards"}}
    questions = pd.DataFrame(rows, columns=columns)
    assert str(Answers(questions, pd.DataFrame(), names)).splitlines()[1:] == [
        "Ask first:",
        "  Ask Ben (P2) for needs: with 'Budgets; Boards' 1 pair would change.",
        "  Ask Ana (P1) for wished-for mentors: with a wish for Mia (M1) 5 pairs would change.",
        "1 of these answers is a wish for a mentor; a wish changes a list easily, and one form to all collects them.",
    ]
