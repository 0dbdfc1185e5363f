"""Settings: options precede the environment, which precedes the file; errors are reported in one line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from friendcircle.errors import CommandError
from friendcircle.settings.files import read_settings
from friendcircle.settings.settings import StoredOffice, check_file, choose_office, language
from friendcircle.texts import language_of_locale
from graph.errors import ConfigurationError, FriendCircleError
from graph.settings.program import KEYS, ORIGINS, Settings, invisible, origins, resolve

FOLDER = Path("/data/store")


def settled(
    options: Mapping[str, object] | None = None,
    environ: Mapping[str, str] | None = None,
    file: Mapping[str, str] | None = None,
) -> Settings:
    environ = environ or {}
    return resolve(options or {}, environ, file or {}, data_folder=FOLDER, lang=language_of_locale(environ))


def test_defaults_of_settings() -> None:
    assert settled() == Settings(store="local:", data_folder=FOLDER, lang="en", format="table", heap="1g")


@pytest.mark.parametrize("key", ["store", "home", "lang", "format"])
def test_option_precedes_environment_and_file(key: str) -> None:
    one, two, three = {"lang": ("zh", "en", "zh"), "format": ("csv", "json", "table")}.get(
        key, ("a", "b", "c")
    )
    variable = f"FRIENDCIRCLE_{key.upper()}"
    assert getattr(settled({key: one}, {variable: two}, {key: three}), key) == one
    assert getattr(settled({}, {variable: two}, {key: three}), key) == two
    assert getattr(settled({}, {}, {key: three}), key) == three
    assert getattr(settled({}, {variable: ""}, {key: three}), key) == three, "an empty variable gives nothing"


@pytest.mark.parametrize("key", sorted(set(KEYS) - {"lang", "format", "heap", "user", "role"}))
def test_every_key_is_also_a_variable(key: str) -> None:
    assert str(getattr(settled(environ={f"FRIENDCIRCLE_{key.upper()}": "x"}), key)) == "x"
    assert str(getattr(settled(file={key: "x"}), key)) == "x"


def test_file_may_group_the_map_settings(tmp_path: Path) -> None:
    content = {"home": "a", "map": {"approval_no": "GS 1", "basemap": "land.json"}}
    checked = check_file(content, tmp_path / "friendcircle.toml")
    assert checked == {"home": "a", "map_approval_no": "GS 1", "map_basemap": str(tmp_path / "land.json")}
    with pytest.raises(ConfigurationError, match="map_aproval"):
        check_file({"map": {"aproval": "GS 1"}}, tmp_path / "friendcircle.toml")
    with pytest.raises(ConfigurationError, match="store"):
        check_file({"store": {"approval_no": "GS 1"}}, tmp_path / "friendcircle.toml")


def test_origin_of_each_setting_is_known_without_its_value() -> None:
    found = origins(
        {"store": "bolt://a"},
        {"FRIENDCIRCLE_HOME": "cardiff", "FRIENDCIRCLE_PASSWORD": "s3cret", "FRIENDCIRCLE_LANG": ""},
        {"lang": "zh", "home": "x"},
    )
    assert set(found) == set(KEYS)
    assert (found["store"], found["home"], found["lang"], found["heap"]) == (
        "option",
        "environment",
        "file",
        "default",
    )
    assert set(found.values()) <= set(ORIGINS)


def test_password_is_not_shown() -> None:
    settings = settled(environ={"FRIENDCIRCLE_PASSWORD": "s3cret"})
    assert settings.user == "neo4j"
    assert "s3cret" not in repr(settings)


HERE, THERE = "bolt://office.example:7687", "bolt://elsewhere.example"


@pytest.mark.parametrize(
    ("options", "environ", "file", "password"),
    [
        ({}, {"STORE": HERE, "PASSWORD": "e"}, {}, "e"),
        ({}, {}, {"store": HERE, "password": "f"}, "f"),
        # The same host and port, written differently.
        ({"store": "neo4j://OFFICE.example"}, {}, {"store": HERE, "password": "f"}, "f"),
        ({"store": "bolt+s://office.example./x"}, {"STORE": HERE, "PASSWORD": "e"}, {}, "e"),
        ({}, {"STORE": "neo4j+ssc://office.example:7687"}, {"store": HERE, "password": "f"}, "f"),
        # Of two passwords the one that belongs to the URL.
        ({"store": THERE}, {"STORE": HERE, "PASSWORD": "e"}, {"store": THERE, "password": "f"}, "f"),
        ({}, {"STORE": HERE, "PASSWORD": "e"}, {"store": THERE, "password": "f"}, "e"),
        # The local store needs no password and is sent none.
        ({}, {"PASSWORD": "e"}, {}, "e"),
        ({"store": "local:"}, {"STORE": HERE, "PASSWORD": "e"}, {}, "e"),
        ({"store": THERE}, {}, {}, None),
        # Refused.
        (
            {"store": THERE},
            {},
            {"store": HERE, "password": "f"},
            ("friendcircle.toml, password", "elsewhere.example"),
        ),
        ({"store": THERE}, {}, {"password": "f"}, ("friendcircle.toml, password", "elsewhere.example")),
        (
            {"store": "bolt://office.example:7688"},
            {},
            {"store": HERE, "password": "f"},
            ("friendcircle.toml, password", "office.example:7688"),
        ),
        (
            {},
            {"STORE": THERE},
            {"store": HERE, "password": "f"},
            ("friendcircle.toml, password", "elsewhere.example"),
        ),
        (
            {"store": THERE},
            {"STORE": HERE, "PASSWORD": "e"},
            {},
            ("FRIENDCIRCLE_PASSWORD", "elsewhere.example"),
        ),
        ({"store": THERE}, {"PASSWORD": "e"}, {}, ("FRIENDCIRCLE_PASSWORD", "elsewhere.example")),
        # A file in the working folder must not send the password of the environment to a server that it
        # names.
        ({}, {"PASSWORD": "e"}, {"store": THERE}, ("FRIENDCIRCLE_PASSWORD", "elsewhere.example")),
        (
            {"store": "bolt://user:pw@[bad"},
            {"STORE": HERE, "PASSWORD": "e"},
            {},
            ("FRIENDCIRCLE_PASSWORD", "[bad"),
        ),
    ],
)
def test_password_is_used_only_for_the_url_it_was_set_for(
    options: dict[str, str],
    environ: dict[str, str],
    file: dict[str, str],
    password: str | tuple[str, str] | None,
) -> None:
    variables = {f"FRIENDCIRCLE_{name}": value for name, value in environ.items()}
    if not isinstance(password, tuple):
        assert settled(options, variables, file).password == password
        return
    with pytest.raises(ConfigurationError, match="the password was not set for") as caught:
        settled(options, variables, file)
    assert caught.value.exit_status == 2
    assert password[0] in str(caught.value)
    assert f"not set for {password[1]}" in str(caught.value).replace("bolt://", "")
    assert "pw@" not in str(caught.value)


def test_user_and_password_go_together() -> None:
    environ = {"FRIENDCIRCLE_STORE": HERE, "FRIENDCIRCLE_USER": "one", "FRIENDCIRCLE_PASSWORD": "e"}
    file = {"store": THERE, "user": "two", "password": "f"}
    assert (settled({}, environ, file).user, settled({}, environ, file).password) == ("one", "e")
    assert (
        settled({"store": THERE}, environ, file).user,
        settled({"store": THERE}, environ, file).password,
    ) == ("two", "f")
    assert settled({}, {"FRIENDCIRCLE_USER": "one"}, {"store": HERE, "password": "f"}).user == "one"
    assert settled({}, {}, {"store": HERE, "password": "f"}).user == "neo4j"


def test_language_follows_the_locale() -> None:
    assert settled(environ={"LANG": "zh_CN.UTF-8"}).lang == "zh"
    assert settled(environ={"LANG": "zh_CN.UTF-8", "LC_ALL": "de_DE.UTF-8"}).lang == "en"
    assert settled(environ={"LANG": "zh_CN.UTF-8", "FRIENDCIRCLE_LANG": "en"}).lang == "en"


def test_language_is_known_before_the_command_line_is_parsed() -> None:
    assert language(["load", "--nonsense", "--lang", "zh"], {}, {}) == "zh"
    assert language(["--lang=zh"], {"FRIENDCIRCLE_LANG": "en"}, {}) == "zh"
    assert language(["--lang"], {"FRIENDCIRCLE_LANG": "xx"}, {"lang": "zh"}) == "zh"
    assert language([], {"LC_MESSAGES": "zh_TW"}, {}) == "zh"


@pytest.mark.parametrize(
    ("environ", "where", "what"),
    [
        ({"FRIENDCIRCLE_LANG": "fr"}, "FRIENDCIRCLE_LANG", "'fr'"),
        ({"FRIENDCIRCLE_FORMAT": "xml"}, "FRIENDCIRCLE_FORMAT", "table, json, csv"),
        ({"FRIENDCIRCLE_HEAP": "lots"}, "FRIENDCIRCLE_HEAP", "1g"),
        ({"FRIENDCIRCLE_HEAP": "0g"}, "FRIENDCIRCLE_HEAP", "1g"),
        ({"FRIENDCIRCLE_USER": "me"}, "FRIENDCIRCLE_USER", "password"),
    ],
)
def test_invalid_values(environ: dict[str, str], where: str, what: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        settled(environ=environ)
    assert caught.value.exit_status == 2
    assert where in str(caught.value)
    assert what in str(caught.value)


def test_invisible_characters_are_taken_out_and_named() -> None:
    environ, file = {"FRIENDCIRCLE_HOME": "car\u200bdiff"}, {"lang": "\u202een", "password": "p\u200bw"}
    found = settled({}, environ, file)
    assert (found.home, found.lang, found.password) == ("cardiff", "en", "p\u200bw")
    assert invisible({}, environ, file) == {
        "FRIENDCIRCLE_HOME": ("U+200B",),
        "friendcircle.toml, lang": ("U+202E",),
    }


# --- the file -----------------------------------------------------------------------------------------------


def test_unknown_key_names_the_nearest_one_or_all() -> None:
    with pytest.raises(ConfigurationError, match=r"unknown setting 'hom'.*did you mean home\?"):
        check_file({"hom": "x"}, Path("/etc/friendcircle.toml"))
    with pytest.raises(ConfigurationError, match=r"unknown setting 'xyz'.*known are store, database"):
        check_file({"xyz": "x"}, Path("/etc/friendcircle.toml"))


def test_values_must_be_texts() -> None:
    with pytest.raises(ConfigurationError, match=r"no text.*home"):
        check_file({"home": 3}, Path("friendcircle.toml"))


def test_store_folder_is_relative_to_the_file() -> None:
    path = Path("/srv/office/friendcircle.toml")
    assert check_file({"store": "local:data"}, path)["store"] == "local:/srv/office/data"
    assert check_file({"store": "local:/data"}, path)["store"] == "local:/data"
    assert check_file({"store": "local:"}, path)["store"] == "local:"
    assert check_file({"store": "bolt://host"}, path)["store"] == "bolt://host"


def test_file_is_searched_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work, user = tmp_path / "work", tmp_path / "config"
    work.mkdir()
    (user / "friendcircle").mkdir(parents=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(user))
    monkeypatch.setattr(
        "friendcircle.settings.files.platformdirs.user_config_path", lambda *_, **__: user / "friendcircle"
    )
    assert read_settings({}, work).path is None
    (user / "friendcircle" / "friendcircle.toml").write_text('home = "user"', encoding="utf-8")
    assert read_settings({}, work).values == {"home": "user"}
    (work / "friendcircle.toml").write_text('\ufeffhome = "work"', encoding="utf-8")
    assert read_settings({}, work).values == {"home": "work"}
    named = tmp_path / "other.toml"
    named.write_text('lang = "zh"', encoding="utf-8")
    assert read_settings({"FRIENDCIRCLE_CONFIG": str(named)}, work).values == {"lang": "zh"}


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"home = ", "no TOML"), (b'home = "\xff"', "no TOML"), (b"homes = 'x'", "unknown setting")],
)
def test_unusable_file(tmp_path: Path, content: bytes, what: str) -> None:
    file = tmp_path / "friendcircle.toml"
    file.write_bytes(content)
    with pytest.raises(FriendCircleError, match=what) as caught:
        read_settings({}, tmp_path)
    assert str(file) in str(caught.value)


def test_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="does not exist"):
        read_settings({"FRIENDCIRCLE_CONFIG": str(tmp_path / "none.toml")}, tmp_path)


@pytest.mark.parametrize(
    ("mode", "content", "exposed"),
    [(0o644, 'password = "x"', True), (0o600, 'password = "x"', False), (0o644, 'home = "x"', False)],
)
def test_password_that_others_can_read(tmp_path: Path, mode: int, content: str, exposed: bool) -> None:
    file = tmp_path / "friendcircle.toml"
    file.write_text(content, encoding="utf-8")
    file.chmod(mode)
    assert read_settings({}, tmp_path).exposed is exposed


# --- the home -----------------------------------------------------------------------------------------------

CARDIFF, CEBU = StoredOffice("cardiff", "GB", "un"), StoredOffice("cebu-city", "PH")


def test_home_is_the_named_one_or_the_only_one() -> None:
    assert choose_office(settled(), [CARDIFF]) == CARDIFF
    assert choose_office(settled({"home": "cebu-city"}), [CARDIFF, CEBU]) == CEBU
    assert choose_office(settled({"home": "xanadu"}), [CARDIFF]) == StoredOffice("xanadu")


def test_no_home_and_several_homes() -> None:
    with pytest.raises(CommandError, match=r"no home is known.*friendcircle load.*friendcircle init.*--home"):
        choose_office(settled(), [])
    with pytest.raises(CommandError, match=r"several homes.*cardiff, cebu-city"):
        choose_office(settled(), [CEBU, CARDIFF])
