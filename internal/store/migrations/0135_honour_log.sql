-- Honours have a log as the rest of the register has one. Those that were there before are listed with what had none (ADR 108, ADR 132).
-- +goose Up
INSERT INTO unlogged (kind, id) SELECT 'honour', id FROM award;
