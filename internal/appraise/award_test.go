package appraise_test

import (
	"testing"

	"huiyin/internal/access"
	"huiyin/internal/appraisal"
	"huiyin/internal/fault"
	"huiyin/internal/org"
	"huiyin/internal/registry"
	"huiyin/internal/roster"
	"huiyin/internal/stats"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
)

// figures are the excellent suggestions and commended units as the year's report counts them.
func figures(t *testing.T, o testkit.Office) (excellent, units int) {
	t.Helper()
	err := o.Store.View(t.Context(), func(tx *store.Tx) error {
		y, err := stats.OfYear(t.Context(), tx, access.Of(o.Actors[testkit.Clerk]), 21)
		excellent, units = y.Value("excellent").Numerator, y.Commended
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return excellent, units
}

func TestExcellentSuggestionsFromNominationToPublicList(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		one, two := o.Handled("0001"), o.Handled("0002")
		p := &paper{Office: o, clock: clock, kind: "award"}
		rate := `{"research":18,"pertinence":17,"feasibility":16,"effect":15,"response":14}`
		p.run(
			step{says: "a unit opens no commendation", post: testkit.Health, do: "open_award", body: `{"title":"优秀建议","sort":"excellent","of":21,"until":"2026-03-20"}`, want: fault.Forbidden},
			step{says: "nominations until yesterday", post: testkit.Clerk, do: "open_award", body: `{"title":"优秀建议","sort":"excellent","of":21,"until":"2026-03-01"}`, want: fault.Invalid, at: "until"},
			step{says: "a year of another congress", post: testkit.Clerk, do: "open_award", body: `{"title":"优秀建议","sort":"excellent","of":22,"until":"2026-03-20"}`, want: fault.Invalid, at: "of"},
			step{says: "the clerk opens", post: testkit.Clerk, do: "open_award", body: `{"title":"优秀建议","sort":"excellent","of":21,"until":"2026-03-20"}`},
			step{says: "no unit in a commendation of suggestions", post: testkit.Health, do: "nominate_unit", body: `{"unit":13,"reason":"好"}`, want: fault.Conflict},
			step{says: "a unit nominates what it handles", post: testkit.Health, do: "nominate_case", body: `{"case":` + itoa(one.ID) + `,"reason":"成效明显"}`},
			step{says: "the same twice", post: testkit.Clerk, do: "nominate_case", body: `{"case":` + itoa(one.ID) + `,"reason":"成效明显"}`, want: fault.Invalid, at: "case"},
			step{says: "a unit nominates nothing that it cannot see", post: testkit.Finance, do: "nominate_case", body: `{"case":` + itoa(two.ID) + `,"reason":"成效明显"}`, want: fault.Invalid, at: "case"},
		)
		p.pass(30)
		p.run(
			step{says: "too late for units", post: testkit.Health, do: "nominate_case", body: `{"case":` + itoa(two.ID) + `,"reason":"成效明显"}`, want: fault.Invalid},
			step{says: "the committee may still", post: testkit.Clerk, do: "nominate_case", body: `{"case":` + itoa(two.ID) + `,"reason":"成效明显"}`},
			step{says: "nothing is shortlisted unrated", post: testkit.Clerk, part: 1, do: "shortlist_nominee", body: `{}`, want: fault.Invalid},
			step{says: "twenty-one points", post: testkit.Clerk, part: 1, do: "rate_nominee", body: `{"research":21}`, want: fault.Invalid, at: "research"},
			step{says: "an empty sheet", post: testkit.Clerk, part: 1, do: "rate_nominee", body: `{}`, want: fault.Invalid},
			step{says: "a unit rates nothing", post: testkit.Health, part: 1, do: "rate_nominee", body: rate, want: fault.Forbidden},
			step{says: "the clerk rates", post: testkit.Clerk, part: 1, do: "rate_nominee", body: rate},
			step{says: "and the other", post: testkit.Clerk, part: 2, do: "rate_nominee", body: rate},
			step{says: "nothing shortlisted, nothing proposed", post: testkit.Clerk, do: "propose_award", body: `{}`, want: fault.Invalid},
			step{says: "one", post: testkit.Clerk, part: 1, do: "shortlist_nominee", body: `{}`},
			step{says: "two", post: testkit.Clerk, part: 2, do: "shortlist_nominee", body: `{}`},
			step{says: "two of two are more than five percent", post: testkit.Clerk, do: "propose_award", body: `{}`, want: fault.Invalid, at: "over_quota"},
			step{says: "with a reason they may be", post: testkit.Clerk, do: "propose_award", body: `{"over_quota":"总数少"}`},
			step{says: "the meeting did not agree to one", post: testkit.Head, part: 2, do: "unlist_nominee", body: `{"reason":"会议没有同意"}`},
			step{says: "the proposer does not record the decision", post: testkit.Clerk, do: "decide_award", body: `{"meeting":"主任会议","meeting_on":"2026-03-30"}`, want: fault.Forbidden},
			step{says: "a meeting to come", post: testkit.Head, do: "decide_award", body: `{"meeting":"主任会议","meeting_on":"2026-05-30"}`, want: fault.Invalid, at: "meeting_on"},
			step{says: "the head records it", post: testkit.Head, do: "decide_award", body: `{"meeting":"主任会议","meeting_on":"2026-03-30"}`},
			step{says: "and publishes", post: testkit.Head, do: "publish_award", body: `{"number":"人发〔2026〕3号"}`},
		)
		w := p.doc.(*appraisal.Award)
		if len(w.In(appraisal.Chosen)) != 1 || len(w.In(appraisal.PassedOver)) != 1 || w.Nominees[0].Total != 80 || w.Most() != 1 || !w.Face().Public {
			t.Errorf("decided: %+v", w)
		}
		if !o.Read(one.ID).Excellent || o.Read(two.ID).Excellent {
			t.Error("the wrong suggestion is marked")
		}
		if e, _ := figures(t, o); e != 1 {
			t.Errorf("the report counts %d", e)
		}
		p.run(step{says: "it is revoked", post: testkit.Head, part: 1, do: "revoke_nominee", body: `{"reason":"情况不实"}`})
		if e, _ := figures(t, o); e != 0 || o.Read(one.ID).Excellent {
			t.Errorf("the report still counts %d", e)
		}
		clean(t, s)
	})
}

// A unit that an import of the year had commended already is counted once.
func TestAUnitIsCommendedOnce(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, clock *storetest.Clock) {
		o := testkit.Open(t, s)
		o.Handled("0001")
		err := s.Do(t.Context(), func(tx *store.Tx) error {
			return registry.Enter(t.Context(), tx, org.Actor{}, roster.Rows{Honours: []org.Honour{{ID: 9001, Congress: 1, Session: 21, Kind: "unit", Org: testkit.FinanceOrg}}})
		})
		if err != nil {
			t.Fatal(err)
		}
		p := &paper{Office: o, clock: clock, kind: "award"}
		p.run(
			step{says: "open", post: testkit.Clerk, do: "open_award", body: `{"title":"先进单位","sort":"unit","of":21,"until":"2026-03-20"}`},
			step{says: "health", post: testkit.Clerk, do: "nominate_unit", body: `{"unit":13,"reason":"好"}`},
			step{says: "finance", post: testkit.Clerk, do: "nominate_unit", body: `{"unit":14,"reason":"好"}`},
			step{says: "shortlisted", post: testkit.Clerk, part: 1, do: "shortlist_nominee", body: `{}`},
			step{says: "shortlisted too", post: testkit.Clerk, part: 2, do: "shortlist_nominee", body: `{}`},
			step{says: "no quota, no reason", post: testkit.Clerk, do: "propose_award", body: `{}`},
			step{says: "decided", post: testkit.Head, do: "decide_award", body: `{"meeting":"主任会议","meeting_on":"2026-03-02"}`},
		)
		if _, units := figures(t, o); units != 2 {
			t.Errorf("the report counts %d units", units)
		}
		p.run(step{says: "one is revoked", post: testkit.Head, part: 1, do: "revoke_nominee", body: `{"reason":"情况不实"}`})
		if _, units := figures(t, o); units != 1 {
			t.Errorf("the report counts %d units after one was revoked", units)
		}
		clean(t, s)
	})
}
