package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// table is a table as a backup sees it: names and portable kinds, whatever the engine.
type table struct {
	name    string
	columns []column
}

type column struct {
	name string
	kind string // bigint, text, boolean or double
	key  bool   // part of the primary key
}

// Derived tables are built again from the others after a restore (search indexes differ per engine); the engine's own
// bookkeeping, and what tells its readers of changes, belong to the database that holds it.
func ownToDatabase(name string) bool {
	return name == "goose_db_version" || name == "schema_checksum" || name == "session_change" || strings.HasPrefix(name, "search_")
}

// tables lists what a backup carries, by name. It is one of the few questions with a text per engine.
func (t *Tx) tables(ctx context.Context) ([]table, error) {
	names := `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name`
	columns := `SELECT name, lower(type), pk > 0 FROM pragma_table_info($1) ORDER BY cid`
	if t.s.engine == PostgreSQL {
		names = `SELECT CAST(table_name AS TEXT) FROM information_schema.tables
			WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1`
		columns = `SELECT CAST(a.attname AS TEXT), format_type(a.atttypid, a.atttypmod), COALESCE(a.attnum = ANY(i.indkey), FALSE)
			FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
			WHERE a.attrelid = CAST(CAST($1 AS TEXT) AS regclass) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`
	}
	all, err := Column[string](ctx, t, names)
	if err != nil {
		return nil, err
	}
	slices.Sort(all)
	var list []table
	for _, name := range all {
		if ownToDatabase(name) {
			continue
		}
		tab := table{name: name}
		tab.columns, err = All(ctx, t, func(c *column) []any { return []any{&c.name, &c.kind, &c.key} }, columns, name)
		if err != nil {
			return nil, err
		}
		for i, c := range tab.columns {
			switch c.kind {
			case "bigint", "text", "boolean":
			case "double precision":
				tab.columns[i].kind = "double"
			default:
				return nil, fmt.Errorf("store: column %s.%s has kind %s, which a backup cannot carry", name, c.name, c.kind)
			}
		}
		list = append(list, tab)
	}
	return list, nil
}

func (t table) names() []string {
	list := make([]string, len(t.columns))
	for i, c := range t.columns {
		list[i] = c.name
	}
	return list
}

// selection reads every row in the order of the key, text compared by bytes on both engines.
func (t table) selection(e Engine) string {
	var keys []string
	for _, c := range t.columns {
		if !c.key {
			continue
		}
		k := c.name
		if e == PostgreSQL && c.kind == "text" {
			k += ` COLLATE "C"`
		}
		keys = append(keys, k)
	}
	order := ""
	if len(keys) > 0 {
		order = " ORDER BY " + strings.Join(keys, ", ")
	}
	return "SELECT " + strings.Join(t.names(), ", ") + " FROM " + t.name + order
}

// deferReferences lets rows come in any order: references are checked by checkReferences.
func (t *Tx) deferReferences(ctx context.Context) error {
	if t.s.engine == SQLite {
		_, err := t.Exec(ctx, `PRAGMA defer_foreign_keys = 1`)
		return err
	}
	return t.alterReferences(ctx, "DEFERRABLE INITIALLY DEFERRED")
}

func (t *Tx) checkReferences(ctx context.Context) error {
	if t.s.engine == SQLite { // checked by the commit; asked here so that the complaint names the table
		bad, err := Column[string](ctx, t, `SELECT DISTINCT "table" FROM pragma_foreign_key_check`)
		if err == nil && len(bad) > 0 {
			err = fmt.Errorf("store: rows of %s refer to rows that are not there", strings.Join(bad, ", "))
		}
		return err
	}
	if _, err := t.Exec(ctx, `SET CONSTRAINTS ALL IMMEDIATE`); err != nil {
		return err
	}
	return t.alterReferences(ctx, "NOT DEFERRABLE")
}

// alterReferences changes every reference of a PostgreSQL schema; the program owns its tables.
func (t *Tx) alterReferences(ctx context.Context, how string) error {
	list, err := Column[string](ctx, t, `SELECT format('ALTER TABLE %s ALTER CONSTRAINT %I ', conrelid::regclass, conname)
		FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1`)
	if err != nil {
		return err
	}
	for _, alter := range list {
		if _, err := t.Exec(ctx, alter+how); err != nil {
			return err
		}
	}
	return nil
}
