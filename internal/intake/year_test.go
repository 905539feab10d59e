package intake_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"huiyin/internal/access"
	"huiyin/internal/desk"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/identity"
	"huiyin/internal/intake"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/intake/sheet/sheettest"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/suggestion"
	"huiyin/internal/verify"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const (
	congressID = 1_000_001 // above what the sequence of ids will reach
	second     = 1_000_022 // session of 2023
	third      = 1_000_023 // session of 2024
)

var categories = []string{"城乡建设", "教育科技", "医疗卫生", "农业农村", "社会保障"}

// office is a congress with a committee clerk, two sessions, and the deputies and units of a make-up, brought in from a sheet.
type office struct {
	*intake.Importer
	store *store.Store
	clerk org.Actor
}

func open(t testing.TB, s *store.Store, m sheettest.Makeup) office {
	t.Helper()
	ctx := t.Context()
	clerk := org.Actor{
		Person: org.Person{ID: 1_000_031, Name: "经办人"},
		Post:   org.Post{ID: 1_000_032, Person: 1_000_031, Congress: congressID, Org: 1_000_012, Role: org.CommitteeClerk},
	}
	err := s.Do(ctx, func(tx *store.Tx) error {
		err := errors.Join(
			tx.SaveCongress(ctx, org.Congress{ID: congressID, Code: "a", Name: "甲市人民代表大会", Level: org.City, Pack: "hunan-city"}),
			tx.SaveSession(ctx, org.Session{ID: second, Congress: congressID, Term: 16, Number: 2, Year: 2023, Opens: "2023-01-04", Closes: "2023-01-07"}),
			tx.SaveSession(ctx, org.Session{ID: third, Congress: congressID, Term: 16, Number: 3, Year: 2024, Opens: "2024-01-04", Closes: "2024-01-07"}),
			tx.InsertOrgs(ctx, []org.Org{{ID: 1_000_012, Congress: congressID, Kind: org.Committee, Code: "c", Name: "联工委"}}),
			tx.InsertPeople(ctx, []org.Person{clerk.Person}),
			tx.InsertPosts(ctx, []org.Post{clerk.Post}),
		)
		var list []org.Category
		for i, name := range categories {
			list = append(list, org.Category{ID: int64(1_000_041 + i), Congress: congressID, Code: name, Name: name})
		}
		return errors.Join(err, tx.InsertCategories(ctx, list), storetest.Unlogged(ctx, tx))
	})
	if err != nil {
		t.Fatal(err)
	}
	o := office{&intake.Importer{Store: s}, s, clerk}
	var people bytes.Buffer
	if err := sheettest.GeneratePeople(&people, m); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{sheet.Units, sheet.Deputies} {
		r, err := o.ImportPeople(ctx, nil, bytes.NewReader(people.Bytes()), int64(people.Len()),
			intake.PeopleRequest{Who: identity.Program, Congress: congressID, Sheet: kind})
		if err != nil || !r.Written || r.New == 0 || r.New != r.Read {
			t.Fatalf("%s: %+v %v", kind, r, err)
		}
	}
	return o
}

func with(m sheettest.Makeup) sheettest.Makeup {
	m.Categories = categories
	return m
}

func workbook(t testing.TB, m sheettest.Makeup) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := sheettest.Generate(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (o office) year(t testing.TB, file []byte, r intake.Request) (intake.Result, error) {
	t.Helper()
	r.Actor = o.clerk
	return o.ImportYear(t.Context(), bytes.NewReader(file), int64(len(file)), r)
}

// figures prints a session's year as the report does.
func (o office) figures(t testing.TB, session int64) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := o.store.View(t.Context(), func(tx *store.Tx) error {
		y, err := stats.OfYear(t.Context(), tx, access.Of(o.clerk), session)
		for _, r := range stats.Rows(y, i18n.For("zh-CN")) {
			got[r.Code] = strings.TrimSpace(r.Count + " " + r.Share)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func expect(t *testing.T, got, want map[string]string) {
	t.Helper()
	for code, w := range want {
		if got[code] != w {
			t.Errorf("%s: %q, want %q", code, got[code], w)
		}
	}
}

func TestImportedYearsPrintTheirFigures(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s, with(sheettest.Hengyang()))
		file := workbook(t, with(sheettest.Hengyang()))
		dry, err := o.year(t, file, intake.Request{DryRun: true})
		if err != nil || dry.Written || dry.New != 376 || len(dry.Problems) > 0 {
			t.Fatalf("dry run: %+v %v", dry, err)
		}
		expect(t, o.figures(t, second), map[string]string{"received": "0", "commended_units": "0"})
		r, err := o.year(t, file, intake.Request{File: "2023.xlsx"})
		if err != nil || !r.Written || r.Read != 376 || r.New != 376 || r.Commended != 15 {
			t.Fatalf("%+v %v", r, err)
		}
		want := map[string]string{
			"handed": "376", "class_A": "155 41.2%", "class_B": "208 55.3%", "class_C": "13 3.5%", "solved_or_planned": "363 96.5%",
			"attitude_content": "376 100%", "result_content": "376 100%", "at_meeting": "359 95.5%", "between": "17 4.5%",
			"key_leader": "16 4.3%", "key_committee": "52 13.8%", "excellent": "20 5.3%", "commended_units": "15",
		}
		expect(t, o.figures(t, second), want)

		again, err := o.year(t, file, intake.Request{})
		if err != nil || again.New != 0 || again.Present != 376 || again.Differing != 0 || again.Commended != 0 {
			t.Errorf("second run: %+v %v", again, err)
		}
		expect(t, o.figures(t, second), want)

		honours := func(after string, events int64) {
			t.Helper()
			err := s.View(t.Context(), func(tx *store.Tx) error {
				n, err := store.Value[int64](t.Context(), tx, `SELECT COUNT(*) FROM event WHERE kind = 'honour'`)
				if n != events {
					t.Errorf("%s: %d events tell of honours, want %d", after, n, events)
				}
				return err
			})
			r, bad := verify.Run(t.Context(), s, "")
			if err := errors.Join(err, bad); err != nil || !r.Clean() || r.Hidden != 0 || r.Cases != 376 {
				t.Errorf("%s: %d cases, %v %+v", after, r.Cases, err, r.Bad)
			}
		}
		honours("the second run", 15)
		err = s.Do(t.Context(), func(tx *store.Tx) error {
			given, err := tx.Honours(t.Context(), second)
			if err != nil || len(given) != 15 {
				return errors.Join(err, fmt.Errorf("%d honours", len(given)))
			}
			return registry.RevokeHonour(t.Context(), tx, o.clerk, given[0])
		})
		if err != nil {
			t.Fatal(err)
		}
		if again, err = o.year(t, file, intake.Request{}); err != nil || again.Commended != 0 {
			t.Errorf("what was revoked since: %+v %v", again, err)
		}
		honours("a run after one was revoked", 16)
		want["commended_units"] = "14"
		expect(t, o.figures(t, second), want)

		other, err := o.year(t, workbook(t, with(sheettest.Other())), intake.Request{})
		if err != nil || other.New != 391 {
			t.Fatalf("%+v %v", other, err)
		}
		expect(t, o.figures(t, third), map[string]string{
			"handed": "391", "class_A": "160 40.9%", "class_B": "214 54.7%", "class_C": "17 4.3%", "commended_units": "12",
		})
		expect(t, o.figures(t, second), want)
	})
}

// A sheet that names the wrong session says so before anything is written: no row can have been handed in when it says.
func TestRowsThatCannotBeOfTheirSession(t *testing.T) {
	s := storetest.SQLite(t)
	o := open(t, s, with(sheettest.Hengyang()))
	for _, row := range []struct {
		name    string
		session int
		doubts  int
	}{
		{"its own", 2, 0},
		{"the year after", 3, 100}, // of one kind no more are listed one by one
	} {
		m := with(sheettest.Hengyang())
		m.Session = row.session
		got, err := o.year(t, workbook(t, m), intake.Request{DryRun: true})
		doubts := 0
		for _, p := range got.Problems {
			if p.Key == "import.other_session" && p.Severity == sheet.SeverityWarning {
				doubts++
			}
		}
		if err != nil || got.New != 376 || got.Errors() != 0 || doubts != row.doubts {
			t.Errorf("%s: %d new, %d errors, %d doubts, want %d: %v", row.name, got.New, got.Errors(), doubts, row.doubts, err)
		}
		if len(got.Problems) > 0 {
			if said := got.Problems[0].Sentence(i18n.For("zh-CN")); !strings.Contains(said, "请核对届次") {
				t.Error(said)
			}
		}
	}
}

func TestStoredCasesAreReportedNotOverwritten(t *testing.T) {
	s := storetest.SQLite(t)
	o := open(t, s, with(sheettest.Hengyang()))
	if _, err := o.year(t, workbook(t, with(sheettest.Hengyang())), intake.Request{}); err != nil {
		t.Fatal(err)
	}
	m := with(sheettest.Hengyang())
	m.TextFactor = 2
	before := o.figures(t, second)
	r, err := o.year(t, workbook(t, m), intake.Request{})
	if err != nil || r.New != 0 || r.Differing != 376 {
		t.Fatalf("%+v %v", r.Differing, err)
	}
	if p := r.Problems[0]; p.Cell == "" || p.Sheet == "" || p.Severity != sheet.SeverityWarning {
		t.Errorf("no address: %+v", p)
	}
	expect(t, o.figures(t, second), before)
}

// cut ends an import after its first chunk.
func (o office) cut(t *testing.T, file []byte) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	broken := *o.Importer
	broken.Staged = func(done, all int) { cancel() }
	_, err := broken.ImportYear(ctx, bytes.NewReader(file), int64(len(file)), intake.Request{Actor: o.clerk})
	if err == nil {
		t.Fatal("an import went on without its context")
	}
}

func TestABrokenImportLeavesNothing(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		o := open(t, s, with(sheettest.Hengyang()))
		file := workbook(t, with(sheettest.Hengyang()))
		o.cut(t, file)
		expect(t, o.figures(t, second), map[string]string{"received": "0", "commended_units": "0"})
		for _, table := range []string{"suggestion", "suggestion_doc", "assignment", "commitment", "party", "import_batch"} {
			if n := count(t, s, "SELECT COUNT(*) FROM "+table); n != 0 {
				t.Errorf("%s: %d rows left", table, n)
			}
		}
		if n := count(t, s, "SELECT COUNT(*) FROM event WHERE kind = 'suggestion'"); n != 0 {
			t.Errorf("%d events left", n)
		}
		if r, err := o.year(t, file, intake.Request{}); err != nil || r.New != 376 {
			t.Errorf("the next import: %+v %v", r, err)
		}
	})
}

// Where even the removal fails, as on a full disk, the process that gave the import up does not take it for alive: the next one removes it at once.
func TestAnImportThatThisProcessGaveUpHoldsNobodyUp(t *testing.T) {
	s := storetest.SQLite(t)
	o := open(t, s, with(sheettest.Hengyang()))
	file := workbook(t, with(sheettest.Hengyang()))
	do := func(query string) {
		t.Helper()
		err := s.Do(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), query)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, breaks := range map[string]func(cancel func()){
		"cut off":  func(cancel func()) { cancel() },
		"panicked": func(func()) { panic("the import") },
	} {
		func() {
			defer func() { _ = recover() }()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			broken := *o.Importer
			broken.Staged = func(done, all int) {
				do(`CREATE TRIGGER full BEFORE DELETE ON suggestion BEGIN SELECT RAISE(ABORT, 'full'); END`)
				breaks(cancel)
			}
			_, _ = broken.ImportYear(ctx, bytes.NewReader(file), int64(len(file)), intake.Request{Actor: o.clerk})
		}()
		do(`DROP TRIGGER full`)
		if n := count(t, s, "SELECT COUNT(*) FROM import_batch WHERE done_at = 0"); n != 1 {
			t.Fatalf("%s: %d unfinished imports are left", name, n)
		}
		if err := o.SweepDead(t.Context()); err != nil || count(t, s, "SELECT COUNT(*) FROM suggestion") != 0 {
			t.Errorf("%s: the next import waits: %v", name, err)
		}
	}
	if r, err := o.year(t, file, intake.Request{}); err != nil || r.New != 376 {
		t.Errorf("the next import: %+v %v", r, err)
	}
}

func count(t *testing.T, s *store.Store, query string) (n int) {
	t.Helper()
	err := s.View(t.Context(), func(tx *store.Tx) (err error) {
		n, err = store.Value[int](t.Context(), tx, query)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// What a killed program left stays hidden, holds nobody up while it may be alive, and is swept once it is certainly dead.
func TestADeadImportIsHiddenAndSwept(t *testing.T) {
	c := storetest.NewClock()
	s := storetest.Open(t, storetest.SQLiteURL(t), c)
	o := open(t, s, with(sheettest.Hengyang()))
	empty, err := verify.Run(t.Context(), s, "")
	if err != nil {
		t.Fatal(err)
	}
	h := &suggestion.RecordHistory{Number: "1", Kind: suggestion.Single, Text: suggestion.Text{Title: "关于某事的建议"}}
	h.Session, h.Stream = second, suggestion.InSession
	err = s.Do(t.Context(), func(tx *store.Tx) error {
		env, _, err := desk.Env(t.Context(), tx, congressID, &suggestion.Case{}, "2026-03-02")
		if err != nil {
			return err
		}
		dead := &suggestion.Case{ID: 1_009_001}
		events, err := suggestion.Apply(dead, suggestion.Step{Actor: o.clerk, Do: "record_history", Cmd: h, Env: env})
		return errors.Join(err, tx.StartImport(t.Context(), store.ImportBatch{ID: 1_009_000, Congress: congressID, File: "死.xlsx"}),
			tx.InsertHidden(t.Context(), 1_009_000, []*suggestion.Case{dead}, events))
	})
	if err != nil {
		t.Fatal(err)
	}
	expect(t, o.figures(t, second), map[string]string{"received": "0"})
	if r, err := verify.Run(t.Context(), s, ""); err != nil || !r.Clean() || r.Cases != 0 || r.Events != empty.Events || r.Hidden != 1 {
		t.Errorf("verified: %d cases, %d events, %d hidden, %v %+v", r.Cases, r.Events, r.Hidden, err, r.Bad)
	}
	d := &desk.Desk{Store: s}
	if _, err := d.Open(t.Context(), o.clerk, 1_009_001); !fault.Is(err, fault.NotFound) {
		t.Errorf("a hidden case opens: %v", err)
	}
	if _, err := d.Do(t.Context(), o.clerk, 1_009_001, desk.Request{Do: "urge", Cmd: &suggestion.Urge{}}); !fault.Is(err, fault.NotFound) {
		t.Errorf("a hidden case is acted on: %v", err)
	}
	err = s.View(t.Context(), func(tx *store.Tx) error {
		f := store.LogFilter{Congress: congressID, Kind: store.CaseKind, Limit: 10}
		n, err := tx.CountEventLog(t.Context(), f)
		if err != nil {
			return err
		}
		lines, err := tx.EventLog(t.Context(), f)
		if n != 0 || len(lines) != 0 {
			t.Errorf("the auditor reads %d hidden events", n)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	file := workbook(t, with(sheettest.Hengyang()))
	if _, err := o.year(t, file, intake.Request{}); !fault.Is(err, fault.Conflict) {
		t.Errorf("beside a living import: %v", err)
	}
	left := func() int {
		return count(t, s, "SELECT COUNT(*) FROM import_batch") + count(t, s, "SELECT COUNT(*) FROM suggestion")
	}
	if err := o.SweepDead(t.Context()); err != nil || left() != 2 {
		t.Errorf("the job beside a living import: %v, %d rows", err, left())
	}
	c.Advance(3 * time.Minute)
	if err := o.SweepDead(t.Context()); err != nil || left() != 0 {
		t.Errorf("the job after a dead one: %v, %d rows", err, left())
	}
	if r, err := o.year(t, file, intake.Request{}); err != nil || r.New != 376 {
		t.Errorf("after a dead one: %+v %v", r, err)
	}
	expect(t, o.figures(t, second), map[string]string{"handed": "376"})
}

func TestWhoMayImport(t *testing.T) {
	o := open(t, storetest.SQLite(t), with(sheettest.Hengyang()))
	for _, role := range org.Roles {
		a := o.clerk
		a.Post.Role = role
		_, err := o.ImportYear(t.Context(), strings.NewReader("x"), 1, intake.Request{Actor: a})
		if committee := role == org.CommitteeClerk || role == org.CommitteeHead; fault.Is(err, fault.Forbidden) == committee {
			t.Errorf("%s: %v", role, err)
		}
	}
}

// People keep working: every action during an import is accepted, and how long the slowest took is told.
func TestPeopleWorkDuringAnImport(t *testing.T) {
	s := storetest.SQLite(t)
	m := with(sheettest.Hengyang())
	o := open(t, s, m)
	file := workbook(t, m)
	d := &desk.Desk{Store: s}
	done := make(chan struct{})
	var work sync.WaitGroup
	var acts int
	var slowest time.Duration
	work.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-done:
				return
			default:
			}
			begin := time.Now()
			_, err := d.Do(t.Context(), o.clerk, 0, desk.Request{Do: "enter_secret", Cmd: &suggestion.Stub{Number: "密" + string(rune('一'+i)), On: "2026-03-02"}})
			if err != nil {
				t.Error(err)
				return
			}
			acts++
			slowest = max(slowest, time.Since(begin))
		}
	})
	r, err := o.year(t, file, intake.Request{})
	close(done)
	work.Wait()
	if err != nil || r.New != 376 || acts == 0 {
		t.Errorf("%+v %v, %d actions", r, err, acts)
	}
	t.Logf("%d actions meanwhile, the slowest took %v", acts, slowest)
}

func (o office) scope() access.Scope { return access.Of(o.clerk) }
