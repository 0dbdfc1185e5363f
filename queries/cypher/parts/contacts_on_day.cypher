// purpose: The contacts of a home (its places: sides, their ids: ids) held by $as_of and known on $known_as_of, with each place elsewhere and the cities and the country or area around it
// place: the partner; contact: id of the visit or event; what: visit or event; kind: direction or kind; told: its first row; dated: the row with the finest date
// As graph/facts/happenings.py has it: each happening once, and none whose home side is the province or the nation, which graph/facts/home_side.py tells by bodies and offices.
CALL (sides, ids) {
  WITH sides, ids, COLLECT { UNWIND sides AS side UNWIND [side.name_en, side.name_zh, side.name_local] AS name WITH toLower(name) AS name WHERE name <> '' RETURN DISTINCT name } AS ours,
    COLLECT { MATCH (:City|Region|CountryOrArea {id: $home})-[:IN*1..4]->(around:City|Region|CountryOrArea) UNWIND [around.name_en, around.name_zh, around.name_local] AS name
      WITH toLower(name) AS name WHERE name <> '' RETURN DISTINCT name } + [name IN split($country_names, ',') WHERE name <> '' | toLower(name)] +
    ['ambassador', 'central committee', 'central government', 'embassy', 'federal', 'governor', 'head of state', 'ministry', 'national', 'prime minister', 'province', 'provincial', 'state', 'state council',
     '中央', '全国', '国务院', '国家', '外交部', '商务部', '大使馆', '省', '总统', '总理', '部长'] AS over
  // A word in Latin letters counts only as a whole word.
  WITH sides, ids, [words IN [ours, over] | '(?s).*(?:' + reduce(any = '(?!)', word IN words | any + '|' + CASE WHEN word =~ '\\p{ASCII}*' THEN '(?<![\\p{L}\\p{N}])\\Q' + word + '\\E(?![\\p{L}\\p{N}])' ELSE '\\Q' + word + '\\E' END) + ').*'] AS named
  CALL (sides, ids, named) {
    UNWIND sides AS side
    MATCH (side)<-[near:FROM_PLACE|TO_PLACE]-(row:Visit)-[other:FROM_PLACE|TO_PLACE]->(at:City|Region|CountryOrArea)
    WHERE type(near) <> type(other) AND NOT at.id IN ids
    WITH DISTINCT ids, named, row, at
    WITH ids, named, row, collect(at) AS far
    WITH named, row, far + COLLECT { MATCH (row)-[:ABOUT_TIE]->(:Tie)-[:BETWEEN]->(party:City|Region|CountryOrArea) WHERE NOT party.id IN ids RETURN DISTINCT party } AS far,
      // Who sent it; or who invited it, and who met it, or else received it, or else is its host.
      [field IN CASE row.direction WHEN 'outbound' THEN [row.sender] ELSE [row.invited_by, coalesce(row.met_by, row.received_by, row.host)] END WHERE field IS NOT NULL
        | [body IN split(field, [';', '；', '、']) WHERE trim(body) <> '' | [part IN split(body, ['(', '（']) | split(part, [')', '）'])]]] AS fields
    WITH named, row, far, [bodies IN fields WHERE size(bodies) > 0 | [body IN bodies | toLower(reduce(name = '', part IN body | name + ' ' + CASE WHEN size(part) > 1 THEN part[1] ELSE part[0] END))]] AS fields
    WITH row, far, size(fields) > 0 AND all(bodies IN fields WHERE all(name IN bodies WHERE NOT name =~ named[0] AND name =~ named[1])) AS above
    UNWIND far AS at
    RETURN row, at, above, 'visit' AS what, row.direction AS kind
    UNION
    UNWIND sides AS side
    MATCH (side)<-[:HELD_IN|JOINED_BY]-(row:Event)-[:HELD_IN|JOINED_BY]->(at:City|Region|CountryOrArea)
    WHERE NOT at.id IN ids
    RETURN row, at, false AS above, 'event' AS what, row.kind AS kind
  }
  WITH DISTINCT row, at, above, what, kind
  WHERE coalesce(row.status, 'held') = 'held' AND row.start_to <= $as_of
    AND ($known_as_of IS NULL OR EXISTS { MATCH (row)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
  MATCH (at)-[:IN*0..4]->(place:City|Region|CountryOrArea)
  WHERE place = at OR NOT place:Region
  WITH DISTINCT row, above, what, kind, place, coalesce(reduce(first = null, id IN [(row)-[:SAME_AS]->(main) | main.id] | CASE WHEN id > first THEN first ELSE id END), row.id) AS contact
  WITH row, above, what, kind, place, contact ORDER BY contact, CASE row.id WHEN contact THEN 0 ELSE 1 END, row.id
  // Rows of the province or the nation about a happening of the home are left aside.
  WHERE NOT above
  WITH place, contact, what, collect(row) AS rows, collect(kind) AS kinds
  // The finest date is that of any of its rows, of those that name other places too.
  WITH place, contact, what, rows, kinds, rows + COLLECT { MATCH (:Visit|Event {id: contact})<-[:SAME_AS*0..1]-(row)
    WHERE coalesce(row.status, 'held') = 'held' AND row.start_to <= $as_of
      AND ($known_as_of IS NULL OR EXISTS { MATCH (row)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
    WITH row ORDER BY row.id RETURN row } AS every
  RETURN place, contact, what, kinds[0] AS kind, rows[0] AS told, reduce(best = rows[0], row IN every | CASE WHEN size(row.start) > size(best.start) THEN row ELSE best END) AS dated
}
