// purpose: What a tie (t) is on $as_of by what was known on $known_as_of, as graph/facts/tie_progress.py defines it; no row before its first step
// reached: what it is, the strongest kind signed or else its furthest step; best: what it is on its way to, or else what it is
// status: stage or end; in_force: signed and not ended; open: on its way to a signature; mere: nothing but contact; steps: steps taken
// A date is the resolved one, which may come from a source later than $known_as_of; a step is known once one of its statements is.
CALL (t) {
  MATCH (t)<-[:STEP_OF]-(step:TieStep)
  WHERE $known_as_of IS NULL OR EXISTS { MATCH (step)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }
  WITH t, step, coalesce(step.date_to, step.known_by, CASE WHEN step.step IN ['end', 'resumption'] THEN COLLECT {
    MATCH (step)<-[:SAYS]-(said:Statement) WHERE $known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of
    RETURN min(said.published_on_to) }[0] END) AS day
  // An end that nothing dates came at an unknown time; a resumption without a day is later than such an end.
  WHERE day <= $as_of OR (day IS NULL AND step.step IN ['end', 'resumption'])
  WITH t, step, day, ['sister_city', 'friendly_exchange_city', 'province_level_tie', 'district_level_tie', 'sister_port', 'economic_zone_agreement',
    'economic_cooperation_agreement', 'strategic_agreement', 'association_agreement', 'university_agreement', 'friendly_contact', 'alliance_membership',
    'shipping_route', 'rail_route', 'air_route', 'diplomatic_relations', 'contact'] AS kinds,
    NOT step.step IN ['end', 'resumption'] AND coalesce(step.track, 'both') <> 'partner'
      AND (step.status IN ['done', 'resumed', 'set_aside'] OR step.status = 'planned' AND step.step = 'target' AND step.name IS NULL) AS taken,
    EXISTS { MATCH (decision:Decision)-[:CONCERNS]->(t) WHERE decision.value <> 'open' AND ($known_as_of IS NULL OR decision.decided_on <= $known_as_of) } AS decided
  // What a decision sets aside is only a claim once it was decided; so is a signature that a list declared complete for its kind and time does not hold; a total without names is no list.
  WITH t, step, day, kinds, taken, decided, (step.status = 'set_aside' AND (decided OR NOT EXISTS { (:Decision)-[:CONCERNS]->(t) })) OR (NOT decided AND step.step = 'signed' AND EXISTS {
    MATCH (list:Coverage {dataset: 'ties'})-[:OF_HOME]->(:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]-(:City|Region|CountryOrArea|Port|Organisation)<-[:BETWEEN]-(t)
    MATCH (list)<-[:SAYS]-(declared:Statement)-[:FROM_SOURCE]->(source:Source)
    WHERE coalesce(list.kind, '') IN ['', step.kind] AND ($known_as_of IS NULL OR coalesce(declared.published_on_to, declared.recorded_on) <= $known_as_of)
      AND CASE WHEN step.date IS NOT NULL THEN step.date_from >= list.from AND step.date_to <= list.to ELSE NOT EXISTS {
        MATCH (step)<-[:SAYS]-(claim:Statement)
        WHERE ($known_as_of IS NULL OR coalesce(claim.published_on_to, claim.recorded_on) <= $known_as_of)
          AND NOT coalesce(claim.valid_on_from >= list.from AND claim.valid_on_to <= list.to, false) } END
      AND EXISTS { MATCH (source)<-[:FROM_SOURCE]-(:Statement)-[:SAYS]->(named:TieStep {step: 'signed'}) WHERE coalesce(list.kind, '') IN ['', named.kind] }
      AND NOT EXISTS {
        MATCH (step)<-[:SAYS]-(claim:Statement)-[:FROM_SOURCE]->(:Source)<-[:FROM_SOURCE]-(also:Statement)-[:SAYS]->(list)
        WHERE $known_as_of IS NULL OR coalesce(claim.published_on_to, claim.recorded_on) <= $known_as_of }
  }) AS claimed
  WITH t, taken, claimed, day, {step: step.step, status: step.status, kind: CASE WHEN step.status = 'set_aside' AND decided THEN t.kind ELSE step.kind END,
    date: step.date, day: day, date_from: step.date_from, known_by: CASE WHEN step.date IS NULL THEN toString(step.known_by) END, id: step.id, claimed: claimed} AS told,
    CASE WHEN step.affirmed_by <= $as_of THEN step.affirmed_by ELSE day END AS affirmed, kinds, decided
  WITH t, taken, day, affirmed, decided, told, [i IN range(0, size(kinds) - 1) WHERE kinds[i] = told.kind][0] AS place
  ORDER BY place, day, told.id
  WITH t, decided, collect(CASE WHEN taken AND told.step = 'signed' AND NOT told.claimed THEN told {.*, place: place} END) AS signatures,
    collect(CASE WHEN taken AND NOT told.claimed AND told.step IN ['target', 'intent', 'application', 'approval'] THEN
      told {.*, place: place, rank: CASE told.step WHEN 'approval' THEN 4 WHEN 'application' THEN 3 WHEN 'intent' THEN 2 ELSE 1 END} END) AS before,
    collect(CASE WHEN taken AND told.claimed THEN told {.*, step: 'contact'} WHEN taken AND told.step = 'contact' THEN told END) AS contacts,
    collect(CASE WHEN told.step = 'end' THEN {status: CASE told.status WHEN 'ended' THEN 'terminated' ELSE told.status END, day: day} END) AS ends,
    max(CASE WHEN told.step = 'resumption' THEN day WHEN taken AND told.step = 'signed' THEN affirmed END) AS affirmed,
    max(CASE WHEN taken AND told.step = 'signed' THEN day END) AS signed_on, count(CASE WHEN told.step = 'resumption' THEN 1 END) > 0 AS resumed, count(CASE WHEN taken THEN 1 END) AS steps
  WHERE steps > 0
  WITH t, decided, signatures, contacts, steps, resumed, [entry IN before WHERE size(signatures) = 0 OR entry.place < signatures[0].place] AS before,
    [entry IN ends WHERE entry.status <> 'set_aside' AND CASE WHEN entry.day IS NULL THEN NOT resumed ELSE (affirmed IS NULL OR entry.day > affirmed) AND (signed_on IS NULL OR entry.day > signed_on) END] AS ends
  WITH t, decided, signatures[0] AS signature, steps, reduce(best = before[0], entry IN before | CASE WHEN entry.rank > best.rank THEN entry ELSE best END) AS ahead,
    coalesce([entry IN contacts WHERE NOT entry.claimed][0], contacts[0]) AS contact,
    reduce(last = null, entry IN [entry IN ends WHERE entry.status <> 'dormant'] | CASE WHEN entry.day < last.day THEN last ELSE entry END) AS gone,
    reduce(last = null, entry IN [entry IN ends WHERE entry.status = 'dormant'] | CASE WHEN entry.day < last.day THEN last ELSE entry END) AS sleeping
  WITH t, steps, signature, ahead, contact, gone, sleeping, t.status = 'refuted' AND (decided OR NOT EXISTS { (:Decision)-[:CONCERNS]->(t) }) AS refuted
  WITH t, steps, signature, ahead, contact, gone, sleeping, refuted, coalesce(signature, ahead, contact) AS reached
  RETURN reached, coalesce(ahead, reached) AS best, steps, signature IS NOT NULL AND gone IS NULL AND NOT refuted AS in_force,
    ahead IS NOT NULL AND gone IS NULL AND sleeping IS NULL AND NOT refuted AS open, signature IS NULL AND ahead IS NULL AND NOT refuted AS mere,
    CASE WHEN refuted THEN 'refuted' WHEN gone IS NOT NULL THEN gone.status WHEN sleeping IS NOT NULL THEN sleeping.status
      WHEN reached.step = 'signed' AND t.family = 'route' THEN 'opened' ELSE reached.step END AS status
}
