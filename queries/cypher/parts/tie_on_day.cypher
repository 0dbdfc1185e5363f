// purpose: What a tie (t) is on $as_of by what was known on $known_as_of, as graph/facts/tie_progress.py defines it; no row before its first step
// reached: what it is, the strongest kind signed or else its furthest step; best: what it is on its way to, or else what it is
// status: stage or end; in_force: signed and not ended; open: on its way to a signature; mere: nothing but contact; steps: steps taken
// A date is the resolved one, which may come from a source later than $known_as_of; a step is known once one of its statements is.
CALL (t) {
  WITH t, COLLECT { MATCH (decision:Decision)-[:CONCERNS]->(t) RETURN decision {.value, .decided_on} } AS decisions,
    // The lists of the home declared complete that would hold the tie; a source that names no signature of the kind gives a total, not a list.
    COLLECT {
      MATCH (t)-[:BETWEEN]->()-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]->(:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(list:Coverage {dataset: 'ties'})
      WHERE EXISTS {
        MATCH (list)<-[:SAYS]-(declared:Statement)-[:FROM_SOURCE]->(:Source)<-[:FROM_SOURCE]-(:Statement)-[:SAYS]->(named:TieStep {step: 'signed'})
        WHERE coalesce(list.kind, '') IN ['', named.kind] AND ($known_as_of IS NULL OR coalesce(declared.published_on_to, declared.recorded_on) <= $known_as_of)
      }
      RETURN {kind: coalesce(list.kind, ''), from: list.from, to: list.to, sources: [(list)<-[:SAYS]-(:Statement)-[:FROM_SOURCE]->(source) | source.id]}
    } AS lists
  WITH t, lists, size(decisions) = 0 AS undecided, any(entry IN decisions WHERE entry.value <> 'open' AND ($known_as_of IS NULL OR entry.decided_on <= $known_as_of)) AS decided
  MATCH (t)<-[:STEP_OF]-(step:TieStep)
  WITH t, lists, undecided, decided, step, COLLECT {
    MATCH (step)<-[:SAYS]-(said:Statement)-[:FROM_SOURCE]->(source:Source)
    WHERE $known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of
    RETURN {published: said.published_on_to, from: said.valid_on_from, to: said.valid_on_to, source: source.id}
  } AS claims
  WHERE $known_as_of IS NULL OR size(claims) > 0
  WITH t, lists, undecided, decided, step, claims, coalesce(step.date_to, step.known_by, CASE WHEN step.step IN ['end', 'resumption'] THEN
    reduce(least = null, claim IN claims | CASE WHEN least IS NULL OR claim.published < least THEN claim.published ELSE least END) END) AS day
  // An end that nothing dates came at an unknown time; a resumption without a day is later than such an end.
  WHERE day <= $as_of OR (day IS NULL AND step.step IN ['end', 'resumption'])
  // What a decision sets aside is only a claim once it was decided; so is a signature that a list declared complete for its kind and time does not hold.
  WITH t, step, day, undecided, decided, ['sister_city', 'friendly_exchange_city', 'province_level_tie', 'district_level_tie', 'sister_port', 'economic_zone_agreement',
    'economic_cooperation_agreement', 'strategic_agreement', 'association_agreement', 'university_agreement', 'friendly_contact', 'alliance_membership',
    'shipping_route', 'rail_route', 'air_route', 'diplomatic_relations', 'contact'] AS kinds,
    NOT step.step IN ['end', 'resumption'] AND coalesce(step.track, 'both') <> 'partner'
      AND (step.status IN ['done', 'resumed', 'set_aside'] OR step.status = 'planned' AND step.step = 'target' AND step.name IS NULL) AS taken,
    (step.status = 'set_aside' AND (decided OR undecided)) OR (NOT decided AND step.step = 'signed' AND coalesce(any(list IN lists WHERE list.kind IN ['', step.kind]
      AND CASE WHEN step.date IS NOT NULL THEN step.date_from >= list.from AND step.date_to <= list.to
        ELSE all(claim IN claims WHERE coalesce(claim.from >= list.from AND claim.to <= list.to, false)) END
      AND none(claim IN claims WHERE claim.source IN list.sources)), false)) AS claimed
  WITH t, taken, claimed, day, {step: step.step, status: step.status, kind: CASE WHEN step.status = 'set_aside' AND decided THEN t.kind ELSE step.kind END,
    date: step.date, day: day, date_from: step.date_from, known_by: CASE WHEN step.date IS NULL THEN toString(step.known_by) END, id: step.id, claimed: claimed} AS told,
    CASE WHEN step.affirmed_by <= $as_of THEN step.affirmed_by ELSE day END AS affirmed, kinds, decided, undecided
  WITH t, taken, day, affirmed, decided, undecided, told, [i IN range(0, size(kinds) - 1) WHERE kinds[i] = told.kind][0] AS place
  ORDER BY place, day, told.id
  WITH t, decided, undecided, collect(CASE WHEN taken AND told.step = 'signed' AND NOT told.claimed THEN told {.*, place: place} END) AS signatures,
    collect(CASE WHEN taken AND NOT told.claimed AND told.step IN ['target', 'intent', 'application', 'approval'] THEN
      told {.*, place: place, rank: CASE told.step WHEN 'approval' THEN 4 WHEN 'application' THEN 3 WHEN 'intent' THEN 2 ELSE 1 END} END) AS before,
    collect(CASE WHEN taken AND told.claimed THEN told {.*, step: 'contact'} WHEN taken AND told.step = 'contact' THEN told END) AS contacts,
    collect(CASE WHEN told.step = 'end' THEN {status: CASE told.status WHEN 'ended' THEN 'terminated' ELSE told.status END, day: day} END) AS ends,
    max(CASE WHEN told.step = 'resumption' THEN day WHEN taken AND told.step = 'signed' THEN affirmed END) AS affirmed,
    max(CASE WHEN taken AND told.step = 'signed' THEN day END) AS signed_on, count(CASE WHEN told.step = 'resumption' THEN 1 END) > 0 AS resumed, count(CASE WHEN taken THEN 1 END) AS steps
  WHERE steps > 0
  WITH t, decided, undecided, signatures, contacts, steps, resumed, [entry IN before WHERE size(signatures) = 0 OR entry.place < signatures[0].place] AS before,
    [entry IN ends WHERE entry.status <> 'set_aside' AND CASE WHEN entry.day IS NULL THEN NOT resumed ELSE (affirmed IS NULL OR entry.day > affirmed) AND (signed_on IS NULL OR entry.day > signed_on) END] AS ends
  WITH t, decided, undecided, signatures[0] AS signature, steps, reduce(best = before[0], entry IN before | CASE WHEN entry.rank > best.rank THEN entry ELSE best END) AS ahead,
    coalesce([entry IN contacts WHERE NOT entry.claimed][0], contacts[0]) AS contact,
    reduce(last = null, entry IN [entry IN ends WHERE entry.status <> 'dormant'] | CASE WHEN entry.day < last.day THEN last ELSE entry END) AS gone,
    reduce(last = null, entry IN [entry IN ends WHERE entry.status = 'dormant'] | CASE WHEN entry.day < last.day THEN last ELSE entry END) AS sleeping
  WITH t, steps, signature, ahead, contact, gone, sleeping, t.status = 'refuted' AND (decided OR undecided) AS refuted
  WITH t, steps, signature, ahead, contact, gone, sleeping, refuted, coalesce(signature, ahead, contact) AS reached
  RETURN reached, coalesce(ahead, reached) AS best, steps, signature IS NOT NULL AND gone IS NULL AND NOT refuted AS in_force,
    ahead IS NOT NULL AND gone IS NULL AND sleeping IS NULL AND NOT refuted AS open, signature IS NULL AND ahead IS NULL AND NOT refuted AS mere,
    CASE WHEN refuted THEN 'refuted' WHEN gone IS NOT NULL THEN gone.status WHEN sleeping IS NOT NULL THEN sleeping.status
      WHEN reached.step = 'signed' AND t.family = 'route' THEN 'opened' ELSE reached.step END AS status
}
