CREATE VIRTUAL TABLE unit_search USING fts5(text, tenant_id UNINDEXED, id UNINDEXED, tokenize='trigram', detail=none, columnsize=0)
--;
INSERT INTO unit_search (text, tenant_id, id) SELECT serial_norm, tenant_id, id FROM unit ORDER BY tenant_id, created_at, id
--;
CREATE TRIGGER unit_search_born AFTER INSERT ON unit BEGIN INSERT INTO unit_search (text, tenant_id, id) VALUES (NEW.serial_norm, NEW.tenant_id, NEW.id); END
--;
CREATE TRIGGER unit_search_changed AFTER UPDATE OF serial_norm ON unit WHEN NEW.serial_norm <> OLD.serial_norm BEGIN DELETE FROM unit_search WHERE rowid IN (SELECT rowid FROM unit_search WHERE text LIKE OLD.serial_norm AND tenant_id = OLD.tenant_id AND id = OLD.id); INSERT INTO unit_search (text, tenant_id, id) VALUES (NEW.serial_norm, NEW.tenant_id, NEW.id); END
--;
CREATE TRIGGER unit_search_gone AFTER DELETE ON unit BEGIN DELETE FROM unit_search WHERE rowid IN (SELECT rowid FROM unit_search WHERE text LIKE OLD.serial_norm AND tenant_id = OLD.tenant_id AND id = OLD.id); END
