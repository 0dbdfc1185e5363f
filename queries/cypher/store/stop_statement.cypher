// purpose: End the running console statement with an id; nothing comes back where it does not run (any more).
SHOW TRANSACTIONS YIELD transactionId AS transaction, metaData
WHERE metaData.friendcircle = 'console' AND metaData.id = $id
TERMINATE TRANSACTIONS transaction YIELD message
RETURN message
