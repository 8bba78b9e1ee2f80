DROP TRIGGER unit_on_subscription
--;
DROP TABLE payment
--;
DROP TABLE subscription
