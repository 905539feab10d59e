-- Lists that a post keeps under a name: the query of an address, nothing else.
-- +goose Up
CREATE TABLE saved_view (
    id      BIGINT NOT NULL PRIMARY KEY,
    post_id BIGINT NOT NULL REFERENCES post (id),
    name    TEXT   NOT NULL,
    query   TEXT   NOT NULL,
    UNIQUE (post_id, name)
);
