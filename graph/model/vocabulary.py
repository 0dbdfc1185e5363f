"""The vocabularies of the model: which words a property may hold.

A word outside its list is never guessed at: ingest reports it as an issue. The displayed names of words are
in ``graph/locale`` under ``word.VOCABULARY.WORD``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A named list of words.

    :param name: name by which properties refer to it
    :param words: the words in the order in which they are listed
    :param open: whether other words are accepted with a warning (kinds that every office extends)
    """

    name: str
    words: tuple[str, ...]
    open: bool = False

    def __contains__(self, word: str) -> bool:
        return word in self.words


#: Stages of a tie in their order; a status is the furthest stage that a source gives.
STAGES = ("target", "contact", "intent", "application", "approval", "signed")

#: Steps of a tie that is signed: its end or pause, and its resumption.
END_STEPS = ("end", "resumption")

#: Kinds of tie, strongest first; if several kinds are signed, the first in this order names the tie.
TIE_KINDS = (
    "sister_city",
    "friendly_exchange_city",
    "province_level_tie",
    "district_level_tie",
    "sister_port",
    "economic_zone_agreement",
    "economic_cooperation_agreement",
    "strategic_agreement",
    "association_agreement",
    "university_agreement",
    "friendly_contact",
    "alliance_membership",
    "shipping_route",
    "rail_route",
    "air_route",
    "diplomatic_relations",
    "contact",
)

#: Kinds that are not a stage of a formal relation, with the family they form instead.
TIE_FAMILIES: dict[str, str] = {
    "shipping_route": "route",
    "rail_route": "route",
    "air_route": "route",
    "alliance_membership": "membership",
    "diplomatic_relations": "diplomacy",
}

_LISTS = (
    Vocabulary("tie_kind", TIE_KINDS),
    Vocabulary(
        "tie_status",
        (*STAGES, "opened", "dormant", "suspended", "expired", "terminated", "refuted", "resumed"),
    ),
    Vocabulary("step", (*STAGES, *END_STEPS)),
    Vocabulary("track", ("home", "partner", "both")),
    Vocabulary(
        "step_status",
        (
            "planned",
            "done",
            "returned",
            "suspended",
            "resumed",
            "set_aside",
            "dormant",
            "expired",
            "ended",
        ),
    ),
    Vocabulary("mode", ("in_person", "by_post", "online")),
    Vocabulary("direction", ("inbound", "outbound", "online", "domestic_tour")),
    Vocabulary(
        "level",
        (
            "head_of_state",
            "vice_minister_or_ambassador",
            "governor",
            "mayor",
            "department",
            "business",
            "people",
        ),
    ),
    Vocabulary("happening_status", ("planned", "confirmed", "held", "cancelled")),
    Vocabulary(
        "admin_level",
        (
            "country",
            "supra_region",
            "province",
            "state",
            "region",
            "prefecture",
            "economic_zone",
            "city",
            "district",
            "county",
            "village",
        ),
    ),
    Vocabulary(
        "consulate_kind", ("embassy", "consulate_general", "consulate", "honorary_consulate", "office")
    ),
    Vocabulary(
        "organisation_kind",
        (
            "alliance",
            "association",
            "company",
            "consulate",
            "culture",
            "economic_zone",
            "educational",
            "friendship_association",
            "government",
            "government_division",
            "hospital",
            "institution",
            "international_organisation",
            "mechanism",
            "media",
            "organisation",
            "party",
            "party_body",
            "port_authority",
            "port_operator",
            "school",
            "trade_body",
            "university",
        ),
        open=True,
    ),
    Vocabulary(
        "event_kind",
        (
            "agreement",
            "anniversary",
            "announcements",
            "association_event",
            "award",
            "book_fair",
            "city_day",
            "concert",
            "concert_announcement",
            "conference",
            "culture",
            "donation",
            "exhibition",
            "festival",
            "film",
            "forum",
            "institution",
            "lecture",
            "media",
            "meeting",
            "naming",
            "online",
            "opening",
            "promotion",
            "reception",
            "relief",
            "roadshow",
            "seminar",
            "sport",
            "summit",
            "trade_fair",
            "training",
        ),
        open=True,
    ),
    Vocabulary(
        "project_status",
        (
            "proposed",
            "planned",
            "announced",
            "matched",
            "negotiating",
            "signed",
            "launched",
            "advanced",
            "accelerated",
            "building",
            "operating",
            "ongoing",
            "completed",
            "cancelled",
        ),
    ),
    Vocabulary("name_kind", ("former", "official", "short", "transliteration")),
    Vocabulary("programme_kind", ("programme", "strategy", "policy", "reform"), open=True),
    Vocabulary(
        "site_kind",
        ("area", "community", "company", "hall", "museum", "park", "school", "village", "zone"),
        open=True,
    ),
    Vocabulary("quota_kind", ("trip_share", "trip_number", "approval_authority", "travel_card"), open=True),
    Vocabulary(
        "document_kind",
        ("article", "book", "case_study", "film", "handbook", "plan", "rules", "speech"),
        open=True,
    ),
    Vocabulary("verdict", ("done", "done_late", "partly", "not_found", "extra")),
    Vocabulary(
        "verb",
        (
            "accelerate",
            "steadily_advance",
            "deepen",
            "use_tool",
            "use_mechanism",
            "use_channel",
            "continue_programme",
            "continue",
            "advance",
            "support",
            "receive",
            "shift",
            "help",
            "build",
            "prepare",
        ),
        open=True,
    ),
    Vocabulary("grade", ("A", "B", "C", "D", "E")),
    Vocabulary("disclosure", ("public", "on_request", "internal", "secret_of_work")),
    Vocabulary("continent", ("AF", "AN", "AS", "EU", "NA", "OC", "SA")),
    Vocabulary("load_state", ("running", "complete", "resumed", "failed")),
    Vocabulary("issue_level", ("error", "warning")),
)

VOCABULARIES: dict[str, Vocabulary] = {entry.name: entry for entry in _LISTS}
