package appraise_test

import (
	"bytes"
	"strings"
	"testing"

	"huiyin/internal/appraisal"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/score"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
	"huiyin/internal/verify"
)

const proof = `"proof":[{"hash":"` + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" + `","name":"证明.pdf"}]`

// begun is a run by the shipped scheme of four blocks, with one case answered late by nobody: the health commission's.
func begun(t *testing.T, s *store.Store, clock *storetest.Clock) (*paper, int64) {
	t.Helper()
	o := testkit.Open(t, s)
	c := o.Handled("0001")
	p := &paper{Office: o, clock: clock, kind: "scoring"}
	p.pass(130) // 2026-07-10
	prepared := `{"title":"2026年考核","of":21,"scheme":"shijiazhuang","cut_off":"2026-06-30","ranking":"group"}`
	p.run(
		step{says: "a unit prepares no run", post: testkit.Health, do: "prepare_scoring", body: prepared, want: fault.Forbidden},
		step{says: "a scheme that is none", post: testkit.Clerk, do: "prepare_scoring", body: strings.Replace(prepared, "shijiazhuang", "nowhere", 1), want: fault.Invalid, at: "scheme"},
		step{says: "a year of another congress", post: testkit.Clerk, do: "prepare_scoring", body: strings.Replace(prepared, "21", "22", 1), want: fault.Invalid, at: "of"},
		step{says: "a cut-off before the session", post: testkit.Clerk, do: "prepare_scoring", body: strings.Replace(prepared, "2026-06-30", "2025-06-30", 1), want: fault.Invalid, at: "cut_off"},
		step{says: "a cut-off to come may be prepared", post: testkit.Clerk, do: "prepare_scoring", body: strings.Replace(prepared, "2026-06-30", "2026-12-31", 1)},
		step{says: "but not frozen", post: testkit.Clerk, do: "freeze_scoring", body: `{}`, want: fault.Invalid},
		step{says: "the clerk sets another day", post: testkit.Clerk, do: "change_scoring", body: prepared},
		step{says: "the unit sees nothing yet", post: testkit.Health, do: "object_score", body: `{}`, want: fault.NotFound},
		step{says: "nothing is computed before it is frozen", post: testkit.Clerk, do: "compute_scoring", body: `{}`, want: fault.Conflict},
		step{says: "the clerk freezes", post: testkit.Clerk, do: "freeze_scoring", body: `{"digest":"forged"}`},
	)
	return p, c.ID
}

func TestARunGoesFromFrozenFactsToAFinalSheet(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		p, id := begun(t, s, clock)
		run := p.doc.(*appraisal.Scoring)
		if run.Units != 1 || run.Cases != 1 || len(run.Frozen) != 64 || run.AppealDays != 10 {
			t.Fatalf("frozen: %+v", run)
		}
		entry := func(rule, more string) string {
			return `{"unit":13,"rule":"` + rule + `","on":"2026-06-01","words":"格式不规范",` + proof + more + `}`
		}
		of := `,"case":` + itoa(id)
		p.run(
			step{says: "an entry of a rule that the log counts", post: testkit.Clerk, do: "enter_score_item", body: entry("late", of), want: fault.Invalid, at: "rule"},
			step{says: "an entry for a unit that is not scored", post: testkit.Clerk, do: "enter_score_item", body: strings.Replace(entry("irregular_form", of), `"unit":13`, `"unit":14`, 1), want: fault.Invalid, at: "unit"},
			step{says: "an entry about no suggestion where one is needed", post: testkit.Clerk, do: "enter_score_item", body: entry("irregular_form", ""), want: fault.Invalid, at: "case"},
			step{says: "an entry that nothing proves", post: testkit.Clerk, do: "enter_score_item", body: strings.Replace(entry("irregular_form", of), proof, `"proof":[]`, 1), want: fault.Invalid, at: "proof"},
			step{says: "an entry of a day after the cut-off", post: testkit.Clerk, do: "enter_score_item", body: strings.Replace(entry("irregular_form", of), "2026-06-01", "2026-07-01", 1), want: fault.Invalid, at: "on"},
			step{says: "a unit enters nothing", post: testkit.Health, do: "enter_score_item", body: entry("irregular_form", of), want: fault.NotFound},
			step{says: "the clerk enters", post: testkit.Clerk, do: "enter_score_item", body: entry("irregular_form", of)},
			step{says: "the same once more", post: testkit.Clerk, do: "enter_score_item", body: entry("irregular_form", of), want: fault.Invalid, at: "rule"},
			step{says: "another matter", post: testkit.Head, do: "enter_score_item", body: entry("adopted", "")},
			step{says: "nothing is computed with entries open", post: testkit.Clerk, do: "compute_scoring", body: `{}`, want: fault.Invalid},
			step{says: "whoever entered does not confirm", post: testkit.Clerk, part: 1, do: "confirm_score_item", body: `{}`, want: fault.Invalid},
			step{says: "the head confirms", post: testkit.Head, part: 1, do: "confirm_score_item", body: `{}`},
			step{says: "the clerk strikes the other out", post: testkit.Clerk, part: 2, do: "strike_score_item", body: `{"reason":"没有采用"}`},
			step{says: "the clerk computes", post: testkit.Clerk, do: "compute_scoring", body: `{}`},
		)
		// late −1, no visit −5, no recheck −5, form −2: 19 + 10 + 28 + 30
		if r, _ := p.doc.(*appraisal.Scoring).Result(testkit.HealthOrg); r.Total != 8700 || r.Rank != 1 || r.Among != 1 || r.Group != "department" {
			t.Errorf("computed %+v", r)
		}
		objection := func(matter, more string) string {
			return `{"matter":"` + matter + `","words":"已按期答复"` + more + `}`
		}
		matter := itoa(id) + "/1"
		p.run(
			step{says: "the clerk who computed does not show it", post: testkit.Clerk, do: "show_scoring", body: `{}`, want: fault.Forbidden},
			step{says: "a late entry needs a reason to reopen", post: testkit.Clerk, do: "reopen_scoring", body: `{}`, want: fault.Invalid},
			step{says: "the head shows it", post: testkit.Head, do: "show_scoring", body: `{}`},
			step{says: "a unit that is not scored sees nothing", post: testkit.Finance, do: "object_score", body: objection(matter, ""), want: fault.NotFound},
			step{says: "an objection about nothing", post: testkit.Health, do: "object_score", body: objection("", ""), want: fault.Invalid},
			step{says: "an objection to another's item", post: testkit.Health, do: "object_score", body: objection("99/1", `,"field":"answered_on","is_day":"2026-05-20"`), want: fault.Invalid, at: "matter"},
			step{says: "a word where a day belongs", post: testkit.Health, do: "object_score", body: objection(matter, `,"field":"answered_on","is_word":"yes"`), want: fault.Invalid},
			step{says: "the unit says it answered", post: testkit.Health, do: "object_score", body: objection(matter, `,"field":"answered_on","is_day":"2026-05-20"`)},
			step{says: "the same once more", post: testkit.HealthHead, do: "object_score", body: objection(matter, `,"field":"answered_on","is_day":"2026-05-21"`), want: fault.Invalid, at: "matter"},
			step{says: "and objects to the entry", post: testkit.HealthHead, do: "object_score", body: objection("entry/1", "")},
			step{says: "an entry of nobody", post: testkit.Health, do: "object_score", body: objection("entry/2", ""), want: fault.Invalid, at: "matter"},
			step{says: "the unit does not decide", post: testkit.Health, part: 3, do: "grant_score_objection", body: `{"grounds":"是"}`, want: fault.Forbidden},
			step{says: "a decision without grounds", post: testkit.Head, part: 3, do: "grant_score_objection", body: `{}`, want: fault.Invalid, at: "grounds"},
			step{says: "the head grants the first", post: testkit.Head, part: 3, do: "grant_score_objection", body: `{"grounds":"有送达记录"}`},
			step{says: "time is not over", post: testkit.Head, do: "finish_scoring", body: `{}`, want: fault.Conflict},
		)
		p.pass(11)
		p.run(
			step{says: "too late to object", post: testkit.Health, do: "object_score", body: objection(matter, `,"field":"visited","is_word":"yes"`), want: fault.Conflict},
			step{says: "one objection waits", post: testkit.Head, do: "finish_scoring", body: `{}`, want: fault.Invalid},
			step{says: "the head denies it", post: testkit.Head, part: 4, do: "deny_score_objection", body: `{"grounds":"格式确不规范"}`},
			step{says: "the head fixes the result", post: testkit.Head, do: "finish_scoring", body: `{}`},
			step{says: "a final run is not dropped", post: testkit.Head, do: "drop_scoring", body: `{"reason":"重来"}`, want: fault.Conflict},
		)
		run = p.doc.(*appraisal.Scoring)
		// answered 13 days before its limit: no longer late, ten days early +1
		if r, _ := run.Result(testkit.HealthOrg); r.Total != 8900 || r.Bonus != 100 || run.State != appraisal.ScoringFinal {
			t.Errorf("final %+v %s", r, run.State)
		}
		clean(t, s)
		recomputed(t, s, run)
	})
}

// recomputed fails unless every bundle of the run verifies offline, byte for byte.
func recomputed(t *testing.T, s *store.Store, run *appraisal.Scoring) {
	t.Helper()
	err := s.View(t.Context(), func(tx *store.Tx) error {
		for _, digest := range run.Bundles() {
			raw, err := tx.ScoreBundle(t.Context(), run.ID, digest)
			if err != nil {
				return err
			}
			b, err := score.Verify([]byte(raw))
			if err != nil || b.Digest != digest {
				t.Errorf("bundle %s: %v", digest, err)
			}
			again, err := b.Bytes()
			if err != nil || !bytes.Equal(again, []byte(raw)) {
				t.Errorf("bundle %s is written otherwise: %v", digest, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// Whoever changes a sheet in the database is found by its digest, and nothing more is computed from it.
func TestAForgedBundleIsFound(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		p, _ := begun(t, s, clock)
		for _, f := range []struct{ says, sql string }{
			{"a changed fact", `UPDATE score_bundle SET body = REPLACE(body, '"round": 1', '"round": 2')`},
			{"a bundle of which the log knows nothing", `INSERT INTO score_bundle (dossier_id, digest, body) SELECT dossier_id, 'x', body FROM score_bundle`},
			{"no bundle at all", `DELETE FROM score_bundle`},
		} {
			if err := s.Do(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(t.Context(), f.sql); return err }); err != nil {
				t.Fatal(err)
			}
			if r, err := verify.Run(t.Context(), s, ""); err != nil || r.Clean() {
				t.Errorf("%s is not found: %+v %v", f.says, r, err)
			}
			p.run(step{says: f.says, post: testkit.Clerk, do: "compute_scoring", body: `{}`, want: map[bool]fault.Kind{true: fault.NotFound, false: fault.Conflict}[strings.HasPrefix(f.says, "no")]})
		}
	})
}

// What is recorded after the cut-off moves nothing, in whatever state the case is when the run is frozen.
func TestWhatIsRecordedLaterMovesNoFrozenFact(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		p, id := begun(t, s, clock)
		first := p.doc.(*appraisal.Scoring).Frozen
		p.Must(testkit.Clerk, id, 0, "urge", `{"text":"请抓紧"}`)
		q := &paper{Office: p.Office, clock: clock, kind: "scoring"}
		q.run(
			step{says: "prepared again", post: testkit.Clerk, do: "prepare_scoring", body: `{"title":"2026年考核","of":21,"scheme":"shijiazhuang","cut_off":"2026-06-30","ranking":"group"}`},
			step{says: "frozen again", post: testkit.Clerk, do: "freeze_scoring", body: `{}`},
		)
		if got := q.doc.(*appraisal.Scoring).Frozen; got != first {
			t.Errorf("frozen %s and %s", first, got)
		}
		clean(t, s)
	})
}

// The unit sees its own sheet, and as much of the ranking as the run shows.
func TestAUnitSeesItsOwn(t *testing.T) {
	run := &appraisal.Scoring{Head: dossier.Head{State: appraisal.ScoringShown}, ShownOn: "2026-07-10"}
	for i, g := range []string{"department", "department", "county"} {
		run.Results = append(run.Results, appraisal.Result{Unit: int64(13 + i), Group: g})
	}
	for ranking, want := range map[string]int{appraisal.RankingAll: 3, appraisal.RankingGroup: 2, appraisal.RankingOwn: 1} {
		run.Ranking = ranking
		seen := run.Seen(org.Actor{Post: org.Post{Org: 13, Role: org.UnitClerk}}).(*appraisal.Scoring)
		if len(seen.Results) != want {
			t.Errorf("%s: %d results", ranking, len(seen.Results))
		}
	}
}
