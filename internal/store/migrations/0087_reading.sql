-- +goose Up
-- What every page and workbench counts is read from the index alone: notices not yet seen, cases by state and due day, a unit's shares
-- and its limits.
DROP INDEX notice_by_holder;
CREATE INDEX notice_to ON notice (holder, congress_id, at);
DROP INDEX suggestion_by_state;
CREATE INDEX suggestion_by_state ON suggestion (congress_id, state, due_on, filed, accepted, batch);
DROP INDEX assignment_by_unit;
CREATE INDEX assignment_by_unit ON assignment (congress_id, unit_id, state, suggestion_id);
DROP INDEX clock_by_unit;
CREATE INDEX clock_by_unit ON clock (congress_id, unit_id, running, due_on, suggestion_id, name);
