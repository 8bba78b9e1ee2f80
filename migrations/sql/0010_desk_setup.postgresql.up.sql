ALTER TABLE desk ADD COLUMN setup TEXT
--;
UPDATE desk SET setup = '{}'
--;
ALTER TABLE desk ALTER COLUMN setup SET NOT NULL
--;
DO $$ BEGIN
  CREATE ROLE stockdesk_web NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
--;
GRANT stockdesk_web TO CURRENT_USER
--;
GRANT USAGE ON SCHEMA public TO stockdesk_web
