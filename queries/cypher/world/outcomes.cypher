// purpose: What was found of commitments of a home, or happened without one
MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(outcome:Outcome)
OPTIONAL MATCH (outcome)-[:ANSWERS]->(commitment:Commitment)
OPTIONAL MATCH (outcome)-[:CONCERNS]->(target)
RETURN outcome.id AS id, outcome.verdict AS verdict, outcome.text AS text, outcome.text_zh AS text_zh, outcome.verb AS verb, outcome.date AS date, collect(DISTINCT commitment.id) AS commitments,
       collect(DISTINCT target.id) AS targets
ORDER BY id
