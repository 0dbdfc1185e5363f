// purpose: The settings that the office of a home changed one by one
MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(s:Setting)
RETURN s.id AS id, s.setting AS setting, s.value AS value, s.reason AS reason
ORDER BY setting, id
