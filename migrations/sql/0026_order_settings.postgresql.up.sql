ALTER TABLE tenant ADD COLUMN id_prefixes TEXT
--;
UPDATE tenant SET id_prefixes = '{}'
--;
ALTER TABLE tenant ALTER COLUMN id_prefixes SET NOT NULL
--;
ALTER TABLE tenant ADD COLUMN min_order_quantity BIGINT
--;
UPDATE tenant SET min_order_quantity = 1
--;
ALTER TABLE tenant ALTER COLUMN min_order_quantity SET NOT NULL
--;
ALTER TABLE tenant ADD COLUMN max_order_quantity BIGINT
--;
UPDATE tenant SET max_order_quantity = 1000000
--;
ALTER TABLE tenant ALTER COLUMN max_order_quantity SET NOT NULL
--;
ALTER TABLE tenant ADD COLUMN billing_start TEXT
--;
UPDATE tenant SET billing_start = 'immediate'
--;
ALTER TABLE tenant ALTER COLUMN billing_start SET NOT NULL
--;
ALTER TABLE tenant ADD COLUMN reserve_on_confirm BIGINT
--;
UPDATE tenant SET reserve_on_confirm = 0
--;
ALTER TABLE tenant ALTER COLUMN reserve_on_confirm SET NOT NULL
--;
ALTER TABLE tenant ADD CONSTRAINT ck_tenant_order_quantity CHECK (1 <= min_order_quantity AND min_order_quantity <= max_order_quantity AND max_order_quantity <= 1000000)
--;
ALTER TABLE tenant ADD CONSTRAINT ck_tenant_billing_start CHECK (billing_start IN ('immediate', 'first_of_next_month', 'same_day_next_month'))
--;
DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
