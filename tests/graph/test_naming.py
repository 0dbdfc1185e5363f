"""Naming profiles: names, foreign areas, countries, remit, forbidden terms, separation of profiles."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from babel import Locale

from graph.errors import ConfigurationError, UnknownName
from graph.model.areas import AREAS
from graph.naming.profile import (
    LANGUAGES,
    Naming,
    area_names_match,
    default_profile,
    load_naming,
    profile_names,
)

PROFILES = ("cn", "un")
PARTS = ("HK", "MO", "TW")
HOMES = ("CN", "GB", "JP", "DE")


@pytest.fixture(params=PROFILES)
def naming(request: pytest.FixtureRequest) -> Naming:
    return load_naming(str(request.param))


@pytest.fixture
def cn() -> Naming:
    return load_naming("cn")


@pytest.fixture
def un() -> Naming:
    return load_naming("un")


def write(folder: Path, text: str, name: str = "office") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


# Names


def test_two_profiles_are_shipped() -> None:
    assert profile_names() == PROFILES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_area_has_a_unique_name(naming: Naming, lang: str) -> None:
    names = [naming.area_name(code, lang) for code in AREAS]
    assert len(names) == len(set(names)) == 249
    assert all(name == name.strip() and name for name in names)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_name_or_header_is_forbidden_under_its_own_profile(naming: Naming, lang: str) -> None:
    for text in (*(naming.area_name(code, lang) for code in AREAS), naming.area_header(lang)):
        assert naming.find_forbidden(text) == []


def test_spellings_of_the_library_are_not_shown(naming: Naming) -> None:
    for code in AREAS:
        name = naming.area_name(code, "en")
        assert not any(mark in name for mark in ("&", "St. ", " - ", "’", "U.S.")), name


def test_united_nations_names(un: Naming) -> None:
    expected = {
        "BN": ("Brunei Darussalam", "文莱达鲁萨兰国"),
        "BO": ("Bolivia (Plurinational State of)", "多民族玻利维亚国"),
        "CD": ("Democratic Republic of the Congo", "刚果民主共和国"),
        "CG": ("Congo", "刚果"),
        "CI": ("Côte d'Ivoire", "科特迪瓦"),
        "CV": ("Cabo Verde", "佛得角"),
        "CZ": ("Czechia", "捷克"),
        "FK": ("Falkland Islands (Malvinas)", "福克兰群岛（马尔维纳斯）"),
        "FM": ("Micronesia (Federated States of)", "密克罗尼西亚联邦"),
        "GB": ("United Kingdom of Great Britain and Northern Ireland", "大不列颠及北爱尔兰联合王国"),
        "HK": ("China, Hong Kong Special Administrative Region", "中国香港特别行政区"),
        "IR": ("Iran (Islamic Republic of)", "伊朗伊斯兰共和国"),
        "KP": ("Democratic People's Republic of Korea", "朝鲜民主主义人民共和国"),
        "KR": ("Republic of Korea", "大韩民国"),
        "LA": ("Lao People's Democratic Republic", "老挝人民民主共和国"),
        "MD": ("Republic of Moldova", "摩尔多瓦共和国"),
        "MK": ("North Macedonia", "北马其顿"),
        "MO": ("China, Macao Special Administrative Region", "中国澳门特别行政区"),
        "NL": ("Netherlands (Kingdom of the)", "荷兰王国"),
        "PS": ("State of Palestine", "巴勒斯坦国"),
        "RU": ("Russian Federation", "俄罗斯联邦"),
        "SY": ("Syrian Arab Republic", "阿拉伯叙利亚共和国"),
        "SZ": ("Eswatini", "斯威士兰"),
        "TR": ("Türkiye", "土耳其"),
        "TW": ("Taiwan Province of China", "中国台湾省"),
        "TZ": ("United Republic of Tanzania", "坦桑尼亚联合共和国"),
        "US": ("United States of America", "美利坚合众国"),
        "VA": ("Holy See", "教廷"),
        "VE": ("Venezuela (Bolivarian Republic of)", "委内瑞拉玻利瓦尔共和国"),
        "VN": ("Viet Nam", "越南"),
    }
    assert {code: (un.area_name(code, "en"), un.area_name(code, "zh")) for code in expected} == expected


def test_names_used_by_chinese_foreign_affairs_offices(cn: Naming) -> None:
    expected = {
        "AE": ("United Arab Emirates", "阿联酋"),
        "BA": ("Bosnia and Herzegovina", "波黑"),
        "GB": ("United Kingdom", "英国"),
        "HK": ("Hong Kong, China", "中国香港"),
        "KP": ("DPRK", "朝鲜"),
        "KR": ("Republic of Korea", "韩国"),
        "LA": ("Laos", "老挝"),
        "MO": ("Macao, China", "中国澳门"),
        "RU": ("Russia", "俄罗斯"),
        "SA": ("Saudi Arabia", "沙特阿拉伯"),
        "TW": ("Taiwan, China", "中国台湾"),
        "US": ("United States", "美国"),
    }
    assert {code: (cn.area_name(code, "en"), cn.area_name(code, "zh")) for code in expected} == expected


def test_headers(cn: Naming, un: Naming) -> None:
    assert (cn.area_header("zh"), cn.area_header("en")) == ("国家（地区）", "Country or area")
    assert (un.area_header("zh"), un.area_header("en")) == ("国家或地区", "Country or area")
    assert (cn.area_header("zh", many=True), un.area_header("en", many=True)) == (
        "国家（地区）",
        "Countries or areas",
    )


def test_unknown_code_or_language_is_refused_in_one_line(naming: Naming) -> None:
    for call in (
        lambda: naming.area_name("XK", "en"),
        lambda: naming.area_name("gb", "en"),
        lambda: naming.area_name("GB", "fr"),
        lambda: naming.area_header("fr"),
        lambda: naming.counts_as_country("ZZ"),
        lambda: naming.in_remit(""),
        lambda: naming.is_foreign("GB", "ZZ"),
        lambda: naming.place_name("a", "b", "c", "fr"),
        lambda: area_names_match("ZZ", "Z", "Z"),
    ):
        with pytest.raises(UnknownName) as caught:
            call()
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("names", "lang", "shown"),
    [
        (("Cardiff", "加的夫", "Caerdydd"), "zh", "加的夫"),
        (("Cardiff", "加的夫", "Caerdydd"), "en", "Cardiff"),
        (("Cardiff", None, "Caerdydd"), "zh", "Cardiff"),
        ((None, "", "Caerdydd"), "zh", "Caerdydd"),
        (("", "", "Caerdydd"), "en", "Caerdydd"),
        ((None, "加的夫", None), "en", "加的夫"),
        ((None, None, None), "en", ""),
    ],
)
def test_place_name_falls_back(
    naming: Naming, names: tuple[str | None, str | None, str | None], lang: str, shown: str
) -> None:
    assert naming.place_name(*names, lang) == shown


# Foreign, counted as a country, in the remit


def test_rules_of_cn(cn: Naming) -> None:
    for code in PARTS:
        assert not cn.is_foreign(code, "CN") and not cn.is_foreign("CN", code)
        assert not cn.counts_as_country(code)
        assert not cn.in_remit(code)
    for code in set(AREAS) - set(PARTS):
        assert cn.is_foreign(code, "CN") == (code != "CN")
        assert cn.counts_as_country(code)
        assert cn.in_remit(code)


def test_rules_of_cn_do_not_apply_under_un(un: Naming) -> None:
    for code in AREAS:
        assert un.counts_as_country(code) and un.in_remit(code)
        for home in HOMES:
            assert un.is_foreign(code, home) == (code != home)
    for text in ("\U0001f1ec\U0001f1e7 Cardiff", "中华民国", "香港", "Macao"):
        assert un.find_forbidden(text) == []


def test_rules_of_un_do_not_apply_under_cn(cn: Naming, un: Naming) -> None:
    for text in ("中国台湾", "Taiwan, China", "Hong Kong, China", "Macao, China", "Burma"):
        assert un.find_forbidden(text) and not cn.find_forbidden(text), text


def test_loading_one_profile_does_not_change_the_other() -> None:
    before = dict(load_naming("un").names)
    load_naming("cn")
    assert dict(load_naming("un").names) == before


def test_no_country_is_foreign_to_itself(naming: Naming) -> None:
    assert not any(naming.is_foreign(code, code) for code in AREAS)


@pytest.mark.parametrize(
    ("country", "profile"), [("CN", "cn"), ("GB", "un"), ("JP", "un"), ("US", "un"), ("HK", "un")]
)
def test_default_profile(country: str, profile: str) -> None:
    assert default_profile(country) == profile


def test_one_profile_is_the_default_and_no_country_has_two() -> None:
    shipped = [load_naming(name) for name in profile_names()]
    assert [entry.id for entry in shipped if entry.default] == ["un"]
    assert sum(len(entry.default_for) for entry in shipped) == len(
        frozenset().union(*(entry.default_for for entry in shipped))
    )


# Forbidden terms


@pytest.mark.parametrize(
    "text",
    [
        "台湾",
        "来自台湾的客人",
        "中国和台湾",
        "臺灣",
        "中华民国",
        "Taiwan",
        "在Taiwan举行",
        "guests from Taiwan and Japan",
        "Republic of China",
        "香港",
        "日本\t澳门\t韩国",
        "名称\n香港\n",
        "| Macao |",
        "Hong Kong SAR China",
        "South Korea",
        "北韩",
        "国家",
        "城市\t国家\t年份",
        "City\tCountry\tYear",
        "Country\r\nJapan",
        "\U0001f1e8\U0001f1f3 北京",
        "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f Wales",
    ],
)
def test_forbidden_under_cn(cn: Naming, text: str) -> None:
    assert cn.find_forbidden(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "中国台湾",
        "中国台湾、中国香港和中国澳门",
        "台湾海峡",
        "台湾事务办公室",
        "Taiwan, China",
        "China's Taiwan region",
        "the Taiwan Strait",
        "Taiwanese",
        "People's Republic of China",
        "香港大学",
        "中国香港",
        "Forum Macao",
        "Hong Kong, China",
        "国家（地区）",
        "国家级新区",
        "一带一路国家\t5",
        "Country or area",
        "countryside",
        "South Korean delegation",
        "→ ● ▲ 😀",
    ],
)
def test_not_forbidden_under_cn(cn: Naming, text: str) -> None:
    assert cn.find_forbidden(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Taiwan",
        "Taiwan, China",
        "台湾",
        "中国台湾",
        "South Korea",
        "Palestinian Territories",
        "Hong Kong SAR China",
        "国家",
        "Country",
    ],
)
def test_forbidden_under_un(un: Naming, text: str) -> None:
    assert un.find_forbidden(text)


@pytest.mark.parametrize(
    "text",
    [
        "Taiwan Province of China",
        "中国台湾省",
        "State of Palestine",
        "Burmat",
        "国家或地区",
        "Country or area",
        "中国香港特别行政区",
        "台湾海峡",
    ],
)
def test_not_forbidden_under_un(un: Naming, text: str) -> None:
    assert un.find_forbidden(text) == []


def test_library_names_corrected_by_a_profile_are_found(cn: Naming, un: Naming) -> None:
    english, chinese = Locale.parse("en").territories, Locale.parse("zh_Hans_CN").territories
    for naming in (cn, un):
        for library, code in (
            (english, "TW"),
            (chinese, "TW"),
            (english, "HK"),
            (english, "MO"),
            (english, "KR"),
            (english, "KP"),
        ):
            assert naming.find_forbidden(library[code]), (naming.id, library[code])


def test_every_forbidden_term_is_reported_with_its_replacement(cn: Naming) -> None:
    assert cn.find_forbidden("台湾、中国台湾、台湾") == ["台湾: write 中国台湾"] * 2


# Recognising an area


@pytest.mark.parametrize(
    ("iso2", "name_en", "name_zh"),
    [
        ("MO", "Macao", "澳门"),
        ("MO", "Macau", None),
        ("HK", "Hong Kong", "香港特别行政区"),
        ("TW", "Taiwan", "台湾"),
        ("KR", "South Korea", "韩国"),
        ("KR", "REPUBLIC OF KOREA", "大韩民国"),
        ("GB", "UK", "英国"),
        ("US", "U.S.A.", "美国"),
        ("NL", "The Netherlands", "荷兰"),
        ("CI", "Côte d’Ivoire", None),
        ("CI", "Cote d'Ivoire", ""),
        ("BA", "Bosnia & Herzegovina", "波黑"),
        ("KN", "St. Kitts and Nevis", None),
        ("CD", None, "刚果（金）"),
        ("CD", None, "刚果(金)"),
        ("TR", "Turkey", "土耳其"),
        ("SG", "Singapore", "新加坡"),
    ],
)
def test_matching_area_names_are_recognised(iso2: str, name_en: str | None, name_zh: str | None) -> None:
    assert area_names_match(iso2, name_en, name_zh)


@pytest.mark.parametrize(
    ("iso2", "name_en", "name_zh"),
    [
        ("GB", "Cardiff", "加的夫"),
        ("KW", "Kuwait", "科威特城"),
        ("MX", "Mexico City", "墨西哥城"),
        ("US", "Georgia", "佐治亚州"),
        ("CN", "Macao", "澳门"),
        ("KP", "Republic of Korea", None),
        ("CG", "Democratic Republic of the Congo", None),
        ("GB", None, None),
        ("GB", " ", ""),
    ],
)
def test_other_names_do_not_match_the_area(iso2: str, name_en: str | None, name_zh: str | None) -> None:
    assert not area_names_match(iso2, name_en, name_zh)


def test_every_shown_name_matches_only_its_area(naming: Naming) -> None:
    for lang in LANGUAGES:
        for code in AREAS:
            name = naming.area_name(code, lang)
            assert [other for other in AREAS if area_names_match(other, name, None)] == [code]


# An office's own profile

OWN = """
[profile]
id = "office"
extends = "cn"
[names]
KP = { en = "Democratic People's Republic of Korea" }
[remit]
outside = []
"""


def test_own_profile_changes_only_what_it_states(tmp_path: Path, cn: Naming) -> None:
    own = load_naming(write(tmp_path, OWN))
    assert own.id == "office"
    assert own.area_name("KP", "en") == "Democratic People's Republic of Korea"
    assert own.in_remit("TW")
    assert own.area_name("KP", "zh") == "朝鲜"
    assert not own.counts_as_country("TW") and not own.is_foreign("TW", "CN")
    assert own.area_header("zh") == cn.area_header("zh")
    assert own.forbidden == cn.forbidden
    assert own.default_for == frozenset()
    assert cn.area_name("KP", "en") == "DPRK" and not cn.in_remit("TW")


def test_profile_without_a_base_uses_the_library(tmp_path: Path) -> None:
    own = load_naming(
        str(
            write(
                tmp_path,
                '[profile]\nid = "office"\n[header]\nzh = "国家和地区"\nen = "Countries and areas"\n',
            )
        )
    )
    assert own.area_name("FR", "zh") == "法国"
    assert own.forbidden == () and own.domestic == ()
    assert own.is_foreign("TW", "CN") and own.in_remit("TW")


HEAD = '[profile]\nid = "office"\nextends = "un"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "[colours]\nred = 1", "colours"),
        (HEAD + '[header]\nfr = "Pays"', "fr"),
        (HEAD + '[names]\nXK = { en = "Kosovo" }', "XK"),
        (HEAD + '[names]\nGB = { fr = "Royaume-Uni" }', "fr"),
        (HEAD + '[names]\nGB = "Britain"', "GB"),
        (HEAD + '[names]\nGB = { en = "" }', "en"),
        (HEAD + '[aliases]\nGB = "Britain"', "GB"),
        (HEAD + '[count]\nnot_countries = ["Taiwan"]', "Taiwan"),
        (HEAD + "[count]\nnot_countries = 3", "not_countries"),
        (HEAD + '[domestic]\ngroups = ["CN"]', "groups"),
        (HEAD + "[domestic]\ngroups = 3", "groups"),
        (HEAD + '[remit]\noutside = ["tw"]', "tw"),
        (HEAD + '[[forbidden.en]]\npattern = "("\nwrite = "x"', "("),
        (HEAD + '[[forbidden.en]]\npattern = "a*"\nwrite = "x"', "a*"),
        (HEAD + '[[forbidden.en]]\npattern = "a"', "write"),
        (HEAD + '[[forbidden.fr]]\npattern = "a"\nwrite = "b"', "fr"),
        (HEAD + '[forbidden]\nen = "a"', "forbidden"),
        (HEAD + "colour = 1", "colour"),
        ("names = 3", "names"),
        ('[profile]\nid = "other"\nextends = "un"', "other"),
        ('[profile]\nid = "office"\nextends = "eu"', "eu"),
        ('[profile]\nid = "office"\ndefault = "yes"\nextends = "un"', "default"),
        ('[profile]\nid = "office"', "header"),
        ("[profile", "TOML"),
    ],
)
def test_faulty_profile_is_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_naming(write(tmp_path, text))
    line = str(caught.value)
    assert said in line and "office.toml" in line and "\n" not in line


def test_missing_profile_file_and_unknown_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_naming(tmp_path / "none.toml")
    with pytest.raises(UnknownName, match="use one of cn, un"):
        load_naming("eu")
    (tmp_path / "office.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigurationError, match="UTF-8"):
        load_naming(tmp_path / "office.toml")


def test_profile_can_be_pickled(naming: Naming) -> None:
    copy = pickle.loads(pickle.dumps(naming))
    assert copy.names == naming.names and copy.forbidden == naming.forbidden
