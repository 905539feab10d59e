-- Whether anything beside a session's cases has changed since it was counted is read from this index alone.
-- +goose Up
CREATE INDEX dossier_by_session ON dossier (congress_id, session_id, seq);
