import json

from season_fixtures import matcher_command


def test_tells_whom_to_ask_first_in_words_and_as_tables(result):
    done = matcher_command("answers", result)
    assert done.exit_code == 0, done.output
    told = json.loads(matcher_command("answers", result, "--json").output)
    first = told["questions"][0]
    assert first["status"] == "changes"
    value = first["answer"].partition(" = ")[2]
    asked = f"Ask {first['person_id']} ({first['name']}) for {first['words']}: with '{value}' {first['pairs']} pair"
    assert asked in done.output
    for fact in told["facts"]:
        assert f"{fact['words']}: {fact['asked']} {fact['side']}" in done.output


def test_a_folder_without_a_result_is_told(tmp_path):
    done = matcher_command("answers", tmp_path)
    assert done.exit_code == 2
    assert "holds no result" in done.output
