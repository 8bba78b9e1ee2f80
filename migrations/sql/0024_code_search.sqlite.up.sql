CREATE VIRTUAL TABLE unit_code_search USING fts5(text, tenant_id UNINDEXED, id UNINDEXED, tokenize='trigram', detail=none, columnsize=0)
--;
INSERT INTO unit_code_search (text, tenant_id, id) SELECT code_norm, tenant_id, id FROM unit_code ORDER BY tenant_id, created_at, id
--;
CREATE TRIGGER unit_code_search_born AFTER INSERT ON unit_code BEGIN INSERT INTO unit_code_search (text, tenant_id, id) VALUES (NEW.code_norm, NEW.tenant_id, NEW.id); END
--;
CREATE TRIGGER unit_code_search_changed AFTER UPDATE OF code_norm ON unit_code WHEN NEW.code_norm <> OLD.code_norm BEGIN DELETE FROM unit_code_search WHERE rowid IN (SELECT rowid FROM unit_code_search WHERE text LIKE OLD.code_norm AND tenant_id = OLD.tenant_id AND id = OLD.id); INSERT INTO unit_code_search (text, tenant_id, id) VALUES (NEW.code_norm, NEW.tenant_id, NEW.id); END
--;
CREATE TRIGGER unit_code_search_gone AFTER DELETE ON unit_code BEGIN DELETE FROM unit_code_search WHERE rowid IN (SELECT rowid FROM unit_code_search WHERE text LIKE OLD.code_norm AND tenant_id = OLD.tenant_id AND id = OLD.id); END
