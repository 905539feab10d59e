-- What of the register had no log when this list was made: it came in before entering wrote an event. Nothing is added later, so that a row
-- without a log that does not stand here was put in by hand, and one that stands here and is gone was taken out by hand (ADR 108).
-- +goose Up
CREATE TABLE unlogged (
    kind TEXT   NOT NULL,
    id   BIGINT NOT NULL,
    PRIMARY KEY (kind, id)
);
INSERT INTO unlogged (kind, id) SELECT 'org', o.id FROM org o WHERE NOT EXISTS (SELECT 1 FROM registry r WHERE r.kind = 'org' AND r.id = o.id);
INSERT INTO unlogged (kind, id) SELECT 'person', p.id FROM person p WHERE NOT EXISTS (SELECT 1 FROM registry r WHERE r.kind = 'person' AND r.id = p.id);
INSERT INTO unlogged (kind, id) SELECT 'post', p.id FROM post p WHERE NOT EXISTS (SELECT 1 FROM registry r WHERE r.kind = 'post' AND r.id = p.id);
INSERT INTO unlogged (kind, id) SELECT 'session', s.id FROM session s WHERE NOT EXISTS (SELECT 1 FROM registry r WHERE r.kind = 'session' AND r.id = s.id);
INSERT INTO unlogged (kind, id) SELECT 'category', c.id FROM category c WHERE NOT EXISTS (SELECT 1 FROM registry r WHERE r.kind = 'category' AND r.id = c.id);
INSERT INTO unlogged (kind, id) SELECT 'pack', c.id FROM congress c WHERE NOT EXISTS (SELECT 1 FROM registry r WHERE r.kind = 'pack' AND r.id = c.id);
