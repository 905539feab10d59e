package polling_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/testkit"
)

// electorate is a vote on one unit that is being attacked: who voted what, in which order, and the keys that the slips had at first.
type electorate struct {
	*chamber
	s     *store.Store
	order []int64          // persons, as they voted
	truth map[int64]string // by person
	keys  map[string]bool  // of slips while the vote was open
}

// attack lets n members vote one after the other, half of them content, in no order that their numbers would tell.
func attack(t *testing.T, s *store.Store, n int) *electorate {
	t.Helper()
	e := &electorate{chamber: seat(t, s, n), s: s, truth: map[int64]string{}, keys: map[string]bool{}}
	e.must(testkit.Clerk, "prepare_vote", `{"title":"测评","on":"2030-01-01","vote_rule":"cast","units":[14],"members":`+list(e.members)+`}`)
	e.must(testkit.Head, "open_vote", `{"present":`+list(e.members)+`}`)
	for i := range n {
		m := e.members[(i*37+11)%n] // 37 is prime to n
		level := suggestion.Satisfied
		if (i*i+i/3)%2 == 0 {
			level = suggestion.NotSatisfied
		}
		if err := e.cast(m, map[int]suggestion.Rating{1: level}); err != nil {
			t.Fatal(err)
		}
		e.order = append(e.order, e.Actors[m].Person.ID)
		e.truth[e.Actors[m].Person.ID] = string(level)
	}
	for _, k := range column[string](t, s, `SELECT slip FROM ballot`) {
		e.keys[k] = true
	}
	return e
}

// hits counts how many voters are told rightly when the i-th of one list is taken for the i-th of the other.
func (e *electorate) hits(people []int64, levels []string) int {
	e.T.Helper()
	if len(people) != len(levels) || len(people) != len(e.order) {
		e.T.Fatalf("%d people, %d slips, %d voters", len(people), len(levels), len(e.order))
	}
	n := 0
	for i, p := range people {
		if e.truth[p] == levels[i] {
			n++
		}
	}
	return n
}

// blind reports a way of joining that tells more, or less, than chance would: with 80 voters in two halves, between 16 and 64 hits leave the
// range of chance once in ten million.
func (e *electorate) blind(how string, people []int64, levels []string) {
	e.T.Helper()
	if h := e.hits(people, levels); h < len(people)/5 || h > len(people)*4/5 {
		e.T.Errorf("%s tells %d of %d voters", how, h, len(people))
	}
}

// physical is the order in which the engine keeps rows.
func (e *electorate) physical() string {
	if e.s.Engine() == store.PostgreSQL {
		return "ctid"
	}
	return "rowid"
}

func (e *electorate) joins(stage string) {
	t, s := e.T, e.s
	marks, slips := `SELECT person_id FROM vote_mark ORDER BY `, `SELECT level FROM ballot ORDER BY `
	place := e.physical()
	byPlace := column[string](t, s, slips+place)
	e.blind(stage+": the order of arrival against the place of the slips", e.order, byPlace)
	e.blind(stage+": place against place", column[int64](t, s, marks+place), byPlace)
	e.blind(stage+": persons against keys", column[int64](t, s, marks+`person_id`), column[string](t, s, slips+`slip`))
	e.blind(stage+": the order of arrival against keys", e.order, column[string](t, s, slips+`slip`))
	slices.Reverse(byPlace)
	e.blind(stage+": the reverse", e.order, byPlace)
}

func TestNobodyCanJoinBallotsAndVoters(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		e := attack(t, s, 80)
		if s.Engine() == store.PostgreSQL {
			// What remains while the vote is open, and proof that the join works where there is something to join by: docs/secret-vote.md.
			q := `FROM vote_mark m JOIN ballot b ON CAST(m.xmin AS TEXT) = CAST(b.xmin AS TEXT) ORDER BY m.person_id`
			if h := e.hits(column[int64](t, s, `SELECT m.person_id `+q), column[string](t, s, `SELECT b.level `+q)); h != 80 {
				t.Errorf("while it is open xmin tells %d of 80: the test below proves nothing", h)
			}
		} else {
			e.joins("open")
		}
		e.must(testkit.Clerk, "close_vote", `{}`)
		if err := s.Scrub(t.Context()); err != nil {
			t.Fatal(err)
		}
		e.joins("closed")
		for _, k := range column[string](t, s, `SELECT slip FROM ballot`) {
			if e.keys[k] {
				t.Errorf("slip %s kept its key", k)
			}
		}
		if ways := column[string](t, s, `SELECT DISTINCT way FROM vote_mark`); !slices.Equal(ways, []string{""}) {
			t.Errorf("marks still tell the way: %q", ways)
		}
		if s.Engine() == store.PostgreSQL {
			for _, table := range []string{"ballot", "vote_mark"} {
				if n := column[int](t, s, `SELECT COUNT(DISTINCT CAST(xmin AS TEXT)) FROM `+table)[0]; n != 1 {
					t.Errorf("the rows of %s were written by %d transactions", table, n)
				}
			}
		}
		e.remains()
		e.elsewhere()
	})
}

// remains looks for the first keys in what the engine keeps on the disk of the table: its log and dead rows.
func (e *electorate) remains() {
	t, s := e.T, e.s
	if s.Engine() == store.PostgreSQL {
		err := s.Do(t.Context(), func(tx *store.Tx) error { // what is in memory is on the disk
			_, err := tx.Exec(t.Context(), `CHECKPOINT`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for k := range e.keys {
			if at := column[int](t, s, `SELECT position(convert_to($1, 'UTF8') IN pg_read_binary_file(pg_relation_filepath('ballot')))`, k)[0]; at != 0 {
				t.Fatalf("slip %s is still in the file of the table", k)
			}
		}
		return
	}
	path := column[string](t, s, `SELECT file FROM pragma_database_list WHERE name = 'main'`)[0]
	for _, name := range []string{path, path + "-wal"} {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for k := range e.keys {
			if bytes.Contains(raw, []byte(k)) {
				t.Fatalf("slip %s is still in %s", k, filepath.Base(name))
			}
		}
	}
}

// elsewhere looks for any key, first or new, in every other table: logs, jobs, notices, idempotency.
func (e *electorate) elsewhere() {
	t := e.T
	var all bytes.Buffer
	if _, err := e.s.Backup(t.Context(), &all, nil); err != nil {
		t.Fatal(err)
	}
	keys := column[string](t, e.s, `SELECT slip FROM ballot`)
	for k := range e.keys {
		keys = append(keys, k)
	}
	z, err := zip.NewReader(bytes.NewReader(all.Bytes()), int64(all.Len()))
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, "tables/") || f.Name == "tables/ballot.jsonl" {
			continue
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		seen++
		for _, k := range keys {
			if bytes.Contains(raw, []byte(k)) {
				t.Errorf("%s knows slip %s", f.Name, k)
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d tables looked into", seen)
	}
}

// Whoever reads since before the closing keeps the engine from forgetting: the clearing says so, and succeeds when the reader is gone.
func TestClearingWaitsForReaders(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		e := attack(t, s, 5)
		reads, over, read := make(chan struct{}), make(chan struct{}), make(chan error, 1)
		go func() {
			read <- s.View(t.Context(), func(tx *store.Tx) error {
				_, err := store.Value[int](t.Context(), tx, `SELECT COUNT(*) FROM ballot`)
				close(reads)
				<-over
				return err
			})
		}()
		<-reads
		e.must(testkit.Clerk, "close_vote", `{}`)
		if err := s.Scrub(t.Context()); err == nil {
			t.Error("cleared under a reader")
		}
		close(over)
		if err := <-read; err != nil {
			t.Fatal(err)
		}
		if n := column[int](t, s, `SELECT COUNT(*) FROM scrub_due`)[0]; n != 1 {
			t.Errorf("%d votes wait for clearing, want 1", n)
		}
		if err := s.Scrub(t.Context()); err != nil {
			t.Error(err)
		}
		if n := column[int](t, s, `SELECT COUNT(*) FROM scrub_due`)[0]; n != 0 {
			t.Errorf("%d votes still wait", n)
		}
		e.remains()
	})
}

// A ballot leaves nothing but a slip and a mark: every other table is as it was.
func TestABallotTouchesTwoTablesOnly(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := seat(t, s, 3)
		c.opened(c.members)
		before := rows(t, s)
		for _, m := range c.members {
			if err := c.cast(m, map[int]suggestion.Rating{2: good}); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.cast(first, nil); err == nil {
			t.Error("a second ballot was taken")
		}
		after := rows(t, s)
		for table, n := range after {
			switch {
			case table == "ballot" && n-before[table] != 5, table == "vote_mark" && n-before[table] != 3:
				t.Errorf("%s grew by %d rows", table, n-before[table])
			case table != "ballot" && table != "vote_mark" && n != before[table]:
				t.Errorf("%s grew by %d rows", table, n-before[table])
			}
		}
		if len(after) < 20 {
			t.Errorf("only %d tables looked into", len(after))
		}
		for _, name := range slices.Concat(columns(t, s, "ballot"), columns(t, s, "vote_mark")) {
			if !slices.Contains([]string{"slip", "vote_id", "line", "level", "person_id", "way"}, name) {
				t.Errorf("column %s of a ballot or a mark: what does it tell?", name)
			}
		}
		if seq := column[int](t, s, `SELECT seq FROM dossier WHERE kind = 'vote'`)[0]; seq != 2 {
			t.Errorf("the vote's log has %d events, want those of preparing and opening", seq)
		}
	})
}

func rows(t *testing.T, s *store.Store) map[string]int {
	t.Helper()
	names := `SELECT name FROM sqlite_master WHERE type = 'table'`
	if s.Engine() == store.PostgreSQL {
		names = `SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema()`
	}
	out := map[string]int{}
	for _, name := range column[string](t, s, names) {
		out[name] = column[int](t, s, `SELECT COUNT(*) FROM `+name)[0]
	}
	return out
}

func columns(t *testing.T, s *store.Store, table string) []string {
	t.Helper()
	if s.Engine() == store.PostgreSQL {
		return column[string](t, s, `SELECT CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_name = $1`, table)
	}
	return column[string](t, s, `SELECT name FROM pragma_table_info($1)`, table)
}
