// purpose: Which city each port is the port of, or lies in
MATCH (port:Port)-[:SERVES|LOCATED_IN]->(city:City)
RETURN DISTINCT port.id AS port, city.id AS city
ORDER BY port, city
