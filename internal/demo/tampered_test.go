package demo_test

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // the database opened beside the program, as somebody with its file does

	"huiyin/internal/demo"
	"huiyin/internal/identity"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/verify"
	"huiyin/internal/witness"
)

// guarded are the tables of which verification claims that it finds what was done to them by hand, with the column whose value it names.
var guarded = []struct {
	table, owner string
	free         map[string]string // columns that nothing guards, with the reason
}{
	{table: "suggestion", owner: "id", free: map[string]string{
		"changed_at": "only says when the lists last had news of it",
		"batch":      "a number that no unfinished import bears means nothing; one that does hides the suggestion, which the counts of the anchors tell",
	}},
	{table: "suggestion_doc", owner: "suggestion_id"},
	{table: "party", owner: "suggestion_id"},
	{table: "assignment", owner: "suggestion_id"},
	{table: "clock", owner: "suggestion_id"},
	{table: "commitment", owner: "suggestion_id"},
	{table: "task", owner: "suggestion_id"},
	{table: "evaluation", owner: "suggestion_id"},
	{table: "proposed_share", owner: "suggestion_id"},
	{table: "instruction", owner: "suggestion_id"},
	{table: "event", owner: "aggregate_id"},
	{table: "handover", owner: "id"},
	{table: "dossier", owner: "id"},
	{table: "dossier_case", owner: "dossier_id"},
	{table: "dossier_party", owner: "dossier_id"},
	{table: "dossier_task", owner: "dossier_id"},
	{table: "dossier_link", owner: "dossier_id"},
	{table: "registry", owner: "id"},
	{table: "org", owner: "id"},
	{table: "org_alias", owner: "org_id", free: map[string]string{"position": "of a single name says nothing, and the order of several is that of the row"}},
	{table: "person", owner: "id"},
	{table: "post", owner: "id"},
	{table: "session", owner: "id"},
	{table: "category", owner: "id"},
	{table: "award", owner: "id"},
	{table: "congress", owner: "id", free: map[string]string{"directory_version": "only says that names must be read anew"}},
	{table: "security_log", owner: "account_id"},
	{table: "account", owner: "id"},
	{table: "anchor", owner: "number"},
}

// alone are columns of which the database itself allows no second.
var alone = []string{
	"suggestion.number", "org.code", "org.name", "congress.code", "session.number", "session.year", "category.code",
	"account.login", "account.person_id", "security_log.about_seq", "award.kind",
}

// tampering is one change behind the program's back, and the owners of which any may be named.
type tampering struct {
	name, sql string
	owners    []int64
}

// sealedCity is the file of a sealed city, with its witness.
type sealedCity struct {
	t    *testing.T
	file []byte
	data string
}

func sealed(t *testing.T) sealedCity {
	t.Helper()
	url, data := storetest.SQLiteURL(t), t.TempDir()
	s, err := store.Open(t.Context(), store.Options{URL: url, Now: storetest.NewClock().Now})
	if err != nil {
		t.Fatal(err)
	}
	seeded(t, s)
	ids := identity.New(s, storetest.NewClock().Now)
	for _, a := range demo.Accounts(1)[:5] { // so that the security log holds something
		if _, _, err := ids.SignIn(t.Context(), a.Name, demo.Password, identity.Origin{IP: "127.0.0.1"}); err != nil {
			t.Fatal(err)
		}
	}
	log, err := witness.Open(t.Context(), data, s)
	if err != nil {
		t.Fatal(err)
	}
	_, err = log.Anchor(t.Context())
	if err := errors.Join(err, log.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(strings.TrimPrefix(url, "sqlite:"))
	if err != nil {
		t.Fatal(err)
	}
	return sealedCity{t, file, data}
}

// copied gives a copy of the file, opened beside the program: without the checks that the program asks its database for.
func (c sealedCity) copied() (*sql.DB, string) {
	c.t.Helper()
	path := filepath.Join(c.t.TempDir(), "huiyin.db")
	if err := os.WriteFile(path, c.file, 0o600); err != nil {
		c.t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		c.t.Fatal(err)
	}
	return db, path
}

// named carries statements out by hand and returns the ids of what verification then finds bad.
func (c sealedCity) named(statements ...string) map[int64]bool {
	c.t.Helper()
	db, path := c.copied()
	for _, sql := range statements {
		if _, err := db.Exec(sql); err != nil {
			c.t.Fatalf("%s: %v", sql, err)
		}
	}
	if err := db.Close(); err != nil {
		c.t.Fatal(err)
	}
	s := storetest.Open(c.t, "sqlite:"+path, storetest.NewClock())
	r, err := verify.Run(c.t.Context(), s, witness.Dir(c.data))
	if err != nil {
		c.t.Fatal(err)
	}
	out := map[int64]bool{}
	for _, b := range r.Bad {
		out[b.ID] = true
		if b.Kind == verify.Anchor {
			out[b.Seq] = true
		}
	}
	return out
}

// found carries changes out, no two of one owner at once, and complains of each that is not named.
func (c sealedCity) found(list []tampering) {
	c.t.Helper()
	for len(list) > 0 {
		var now, later []tampering
		used := map[int64]bool{}
		for _, x := range list {
			if slices.ContainsFunc(x.owners, func(id int64) bool { return used[id] }) {
				later = append(later, x)
				continue
			}
			now = append(now, x)
			for _, id := range x.owners {
				used[id] = true
			}
		}
		var statements []string
		for _, x := range now {
			statements = append(statements, x.sql)
		}
		bad := c.named(statements...)
		for _, x := range now {
			if !slices.ContainsFunc(x.owners, func(id int64) bool { return bad[id] }) {
				c.t.Errorf("%s is not found: %s", x.name, x.sql)
			}
		}
		list = later
	}
}

// pairs reads rows of two numbers.
func pairs(t *testing.T, db *sql.DB, query string) (out [][2]int64) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		var x [2]int64
		if err := rows.Scan(&x[0], &x[1]); err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// columnsOf returns the names of a table's columns with, for each, another value than it has.
func columnsOf(t *testing.T, db *sql.DB, table string) (names []string, other map[string]string) {
	t.Helper()
	rows, err := db.Query(`SELECT name, type FROM pragma_table_info(?) ORDER BY cid`, table)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	other = map[string]string{}
	for rows.Next() {
		var name, kind string
		if err := rows.Scan(&name, &kind); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
		switch strings.ToLower(kind) {
		case "boolean":
			other[name] = "1 - " + name
		case "bigint":
			other[name] = "COALESCE(" + name + ", 0) + 500000000"
		default:
			other[name] = "COALESCE(" + name + ", '') || 'x'"
		}
	}
	return names, other
}

// Whoever writes into the file of the database by hand is named, whatever the table and the column: what is guarded is guarded whole.
func TestWhatIsDoneByHandIsFound(t *testing.T) {
	if testing.Short() {
		t.Skip("verifies the city some fifty times")
	}
	c := sealed(t)
	if bad := c.named(); len(bad) > 0 {
		t.Fatalf("untouched: %v", bad)
	}
	db, _ := c.copied()
	defer db.Close()
	var edits, copies, losses []tampering
	next := 0
	for _, g := range guarded {
		rows := pairs(t, db, `SELECT rowid, `+g.owner+` FROM `+g.table+` ORDER BY rowid`)
		if len(rows) == 0 {
			t.Errorf("the city has no row of %s", g.table)
			continue
		}
		row := func() [2]int64 { next++; return rows[next*7%len(rows)] }
		columns, other := columnsOf(t, db, g.table)
		copied := slices.Clone(columns)
		for i, col := range columns {
			switch {
			case col == g.owner:
				copied[i] += " + 500000000"
			case slices.Contains(alone, g.table+"."+col):
				copied[i] = other[col]
			}
			if g.free[col] != "" {
				continue
			}
			r := row()
			owners := []int64{r[1]}
			if col == g.owner {
				owners = append(owners, r[1]+500_000_000)
			}
			edits = append(edits, tampering{g.table + "." + col, fmt.Sprintf(`UPDATE %s SET %s = %s WHERE rowid = %d`, g.table, col, other[col], r[0]), owners})
		}
		r := row()
		copies = append(copies, tampering{"a copy in " + g.table, fmt.Sprintf(`INSERT INTO %s (%s) SELECT %s FROM %[1]s WHERE rowid = %[4]d`, g.table,
			strings.Join(columns, ", "), strings.Join(copied, ", "), r[0]), []int64{r[1] + 500_000_000}})
		last := rows[len(rows)-1]
		losses = append(losses, tampering{"the last row of " + g.table, fmt.Sprintf(`DELETE FROM %s WHERE rowid = %d`, g.table, last[0]), []int64{last[1]}})
	}
	t.Run("edited", func(t *testing.T) { sealedCity{t, c.file, c.data}.found(edits) })
	t.Run("put in", func(t *testing.T) { sealedCity{t, c.file, c.data}.found(copies) })
	t.Run("taken out", func(t *testing.T) { sealedCity{t, c.file, c.data}.found(losses) })
	t.Run("all taken out", func(t *testing.T) {
		for _, g := range guarded {
			if strings.HasSuffix(g.owner, "_id") && g.table != "event" && g.table != "security_log" {
				continue // each row of these is asked for by its owner
			}
			if bad := (sealedCity{t, c.file, c.data}).named(`DELETE FROM ` + g.table); len(bad) == 0 {
				t.Errorf("all of %s gone: not found", g.table)
			}
		}
	})
}
