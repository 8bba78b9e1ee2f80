DROP FUNCTION subscription_born CASCADE
--;
DROP FUNCTION subscription_taken CASCADE
--;
DROP FUNCTION subscription_step CASCADE
--;
DROP FUNCTION subscription_ended CASCADE
--;
DROP FUNCTION subscription_fixed CASCADE
--;
DROP FUNCTION unit_on_subscription CASCADE
--;
DROP FUNCTION payment_step CASCADE
--;
DROP FUNCTION subscription_no_delete CASCADE
--;
DROP FUNCTION payment_no_delete CASCADE
--;
DROP TABLE payment
--;
DROP TABLE subscription
