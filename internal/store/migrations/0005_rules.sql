-- Rules that were brought in after the program was built: years of the calendar, versions of packs. Rows are only added.
-- +goose Up
CREATE TABLE calendar_import (
    position    BIGINT NOT NULL PRIMARY KEY,
    year        BIGINT NOT NULL,
    data        TEXT   NOT NULL,
    imported_at BIGINT NOT NULL,
    post_id     BIGINT NOT NULL
);

CREATE TABLE pack_import (
    id          TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    data        TEXT   NOT NULL,
    imported_at BIGINT NOT NULL,
    post_id     BIGINT NOT NULL,
    PRIMARY KEY (id, version)
);
