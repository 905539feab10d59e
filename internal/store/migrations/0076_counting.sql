-- Whether anything in a session has changed since it was counted is read from this index alone; its rows stand in the order of ids,
-- in which a session's cases are read fastest.
-- +goose Up
CREATE INDEX suggestion_by_session ON suggestion (congress_id, session_id, id, seq, batch);
