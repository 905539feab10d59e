-- Who may not do a task although it waits for a body of which that person is one: a second person's work is not the first's.
-- Rows made before this column bear -1 until the program has made them anew, which it does when it opens the database.
-- +goose Up
ALTER TABLE task ADD COLUMN except_person BIGINT NOT NULL DEFAULT -1;
UPDATE task SET except_person = 0 WHERE name NOT IN ('paper', 'correct', 'approve', 'redo');
CREATE INDEX task_to_make_anew ON task (suggestion_id) WHERE except_person < 0;
