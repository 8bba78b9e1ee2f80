DROP TABLE audit_entry
--;
DROP TABLE bin
--;
DROP TABLE batch
--;
DROP TABLE warehouse
--;
DROP TABLE user_session
--;
DROP TABLE one_time_link
--;
DROP TABLE membership
--;
DROP TABLE kept_answer
--;
DROP TABLE desk
--;
DROP TABLE api_key
--;
DROP TABLE throttle
--;
DROP TABLE tenant
--;
DROP TABLE app_user
