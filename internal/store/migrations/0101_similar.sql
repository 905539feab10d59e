-- What is kept of the texts of suggestions so that similar ones are found. It is all made from the suggestions by a job: a backup does not carry it.
-- search_term: in how many texts a term stood. search_case: which terms stand for a suggestion, and the length of all its weights in thousandths.
-- search_posting: where a term stands, with its weight in thousandths. search_waiting: texts that changed since they were read.
-- search_walk: how far the job has come through all suggestions, how many texts it has counted, and how many when the present walk began.
-- +goose Up
CREATE TABLE search_term (
    term  BIGINT NOT NULL PRIMARY KEY,
    texts BIGINT NOT NULL
);

CREATE TABLE search_case (
    suggestion_id BIGINT NOT NULL PRIMARY KEY,
    congress_id   BIGINT NOT NULL,
    length        BIGINT NOT NULL,
    terms         TEXT   NOT NULL
);

CREATE TABLE search_posting (
    congress_id   BIGINT NOT NULL,
    term          BIGINT NOT NULL,
    suggestion_id BIGINT NOT NULL,
    weight        BIGINT NOT NULL
);
CREATE UNIQUE INDEX search_posting_of ON search_posting (congress_id, term, suggestion_id, weight);

CREATE TABLE search_waiting (
    suggestion_id BIGINT NOT NULL PRIMARY KEY
);

CREATE TABLE search_walk (
    version BIGINT NOT NULL PRIMARY KEY,
    upto    BIGINT NOT NULL,
    texts   BIGINT NOT NULL,
    began   BIGINT NOT NULL
);
