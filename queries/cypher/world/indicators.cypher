// purpose: The figures a home states of itself, with the source and from when each is known
MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(indicator:Indicator)
RETURN indicator.id AS id, indicator.name AS name, indicator.value AS value, indicator.unit AS unit, indicator.year AS year, indicator.meaning AS meaning
ORDER BY year, id
