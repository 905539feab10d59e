-- Secret votes. A ballot is cut into slips, one for each line, under keys of pure chance: no voter, no time, no number. That somebody has voted
-- stands in another table, without time. Both are written anew when the vote is closed; scrub_due remembers that what the engine keeps of the
-- deleted rows is still to be cleared away.
-- +goose Up
CREATE TABLE ballot (
    slip    TEXT   NOT NULL PRIMARY KEY,
    vote_id BIGINT NOT NULL,
    line    BIGINT NOT NULL,
    level   TEXT   NOT NULL
);
CREATE INDEX ballot_by_vote ON ballot (vote_id, line, level);

CREATE TABLE vote_mark (
    vote_id   BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    way       TEXT   NOT NULL,
    PRIMARY KEY (vote_id, person_id)
);

CREATE TABLE vote_paper (
    vote_id BIGINT NOT NULL,
    line    BIGINT NOT NULL,
    level   TEXT   NOT NULL,
    papers  BIGINT NOT NULL,
    PRIMARY KEY (vote_id, line, level)
);

CREATE TABLE scrub_due (
    vote_id BIGINT NOT NULL PRIMARY KEY
);
