package polling_test

import (
	"context"
	"testing"

	"huiyin/internal/fault"
	"huiyin/internal/poll"
	"huiyin/internal/polling"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/testkit"
	"huiyin/internal/verify"
)

// answered brings a suggestion of the deputy as far as the health commission's reply.
func (c *chamber) answered(number string) {
	c.T.Helper()
	k := c.Handled(number)
	k = c.Must(testkit.Health, k.ID, k.Assignments[0].No, "note_contact", `{"phase":"before","way":"visit","on":"2026-03-01","who":"某科长","rank":"section","text":"听取意见"}`)
	c.Must(testkit.Deputy, k.ID, k.Contacts[0].No, "confirm_contact", `{}`)
	k = c.Must(testkit.Health, k.ID, k.Assignments[0].No, "draft_reply", `{"answers":["已安排","已充实"],"class":"A","contact":"某科","phone":"0730","publish":"full"}`)
	r := k.Replies[0].No
	c.Must(testkit.Health, k.ID, r, "send_for_review", `{}`)
	c.Must(testkit.HealthHead, k.ID, r, "approve_reply", `{}`)
	c.Must(testkit.HealthHead, k.ID, r, "issue", `{"number":"1号"}`)
}

func TestLeadDeputiesRateTheirUnits(t *testing.T) {
	storetest.Engines(t, func(t *testing.T, s *store.Store) {
		c := seat(t, s, 1)
		c.kind = "round"
		c.answered("0001")
		c.answered("0002")
		today := column[string](t, s, `SELECT MAX(effective_on) FROM event`)[0]
		rate := func(post int64, rows ...store.RoundRow) error {
			return polling.Rate(t.Context(), c.Desk, c.Actors[post], c.id, rows)
		}
		sees := func(post int64) (*poll.Round, error) {
			sheet, err := c.OpenDossier(t.Context(), c.Actors[post], c.id)
			if err != nil {
				return nil, err
			}
			return sheet.Doc.(*poll.Round), nil
		}
		health := store.RoundRow{Unit: testkit.HealthOrg, Attitude: string(good), Result: string(so)}
		for _, v := range []struct {
			who  string
			err  func() error
			want string
		}{
			{"the wrong way round", func() error {
				return c.step(testkit.Clerk, "prepare_round", `{"title":"测评","on":"`+today+`","until":"`+today+`"}`)
			}, "round.until_before"},
			{"a unit prepares none", func() error {
				return c.step(testkit.Health, "prepare_round", `{"title":"测评","on":"`+today+`","until":"2030-01-01"}`)
			}, "fault.not_yours"},
			{"prepared", func() error {
				return c.step(testkit.Clerk, "prepare_round", `{"title":"测评","on":"`+today+`","until":"2030-01-01"}`)
			}, ""},
			{"before it is open", func() error { return rate(testkit.Deputy, health) }, "fault.not_found"},
			{"opened", func() error { return c.step(testkit.Clerk, "open_round", `{}`) }, ""},
			{"opened twice", func() error { return c.step(testkit.Clerk, "open_round", `{}`) }, "fault.not_now"},
			{"the unit sees nothing", func() error { _, err := sees(testkit.Health); return err }, "fault.not_found"},
			{"a deputy who is not asked", func() error { return rate(testkit.Cosigner, health) }, "fault.not_found"},
			{"a unit that did not handle it", func() error {
				return rate(testkit.Deputy, store.RoundRow{Unit: testkit.FinanceOrg, Attitude: string(good), Result: string(good)})
			}, "fault.not_found"},
			{"nothing said", func() error { return rate(testkit.Deputy, store.RoundRow{Unit: testkit.HealthOrg}) }, "round.nothing"},
			{"half an answer", func() error {
				return rate(testkit.Deputy, store.RoundRow{Unit: testkit.HealthOrg, Attitude: string(good)})
			}, "field.required"},
			{"a level that is none", func() error {
				return rate(testkit.Deputy, store.RoundRow{Unit: testkit.HealthOrg, Attitude: "superb", Result: string(good)})
			}, "field.choice"},
			{"not satisfied without a word", func() error {
				return rate(testkit.Deputy, store.RoundRow{Unit: testkit.HealthOrg, Attitude: string(good), Result: string(bad)})
			}, "field.reasons_when_unsatisfied"},
			{"said", func() error { return rate(testkit.Deputy, health) }, ""},
			{"changed", func() error {
				return rate(testkit.Deputy, store.RoundRow{Unit: testkit.HealthOrg, Attitude: string(good), Result: string(bad), Note: "未落实"})
			}, ""},
			{"closed", func() error { return c.step(testkit.Clerk, "close_round", `{}`) }, ""},
			{"after closing", func() error { return rate(testkit.Deputy, health) }, "round.not_open"},
			{"the unit still sees nothing", func() error { _, err := sees(testkit.Health); return err }, "fault.not_found"},
			{"reported", func() error { return c.step(testkit.Clerk, "report_round", `{"report":"总体较好"}`) }, ""},
			{"another unit sees nothing", func() error { _, err := sees(testkit.Finance); return err }, "fault.not_found"},
		} {
			if err := v.err(); v.want == "" && err != nil || v.want != "" && !says(err, v.want) {
				t.Fatalf("%s: %v", v.who, err)
			}
		}
		r, err := sees(testkit.Health)
		want := poll.RoundUnit{Unit: testkit.HealthOrg, Cases: 2, Asked: 1, Answered: 1, AttitudeGood: 1, ResultNot: 1}
		if err != nil || len(r.Results) != 1 || r.Results[0] != want || r.Deputies != nil {
			t.Errorf("the unit sees %+v, %v", r, err)
		}
		if r, err := verify.Run(t.Context(), s, ""); err != nil || !r.Clean() {
			t.Errorf("verify: %+v %v", r, err)
		}
		err = s.Do(t.Context(), func(tx *store.Tx) error { // somebody who has the database in hand makes the deputy satisfied
			_, err := tx.Exec(t.Context(), `UPDATE round_answer SET result = $1`, string(good))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if r, err := verify.Run(t.Context(), s, ""); err != nil || len(r.Bad) != 1 || r.Bad[0].Of != "round" || r.Bad[0].Why != "state" {
			t.Errorf("verify: %+v %v", r, err)
		}
	})
}

func TestUnitsThatDidNotLookBackHoldARoundUp(t *testing.T) {
	s := storetest.SQLite(t)
	was := polling.LookedBack
	t.Cleanup(func() { polling.LookedBack = was })
	polling.LookedBack = func(_ context.Context, _ *store.Tx, _, _ int64, units []int64) (map[int64]bool, bool, error) {
		return map[int64]bool{testkit.FinanceOrg: true}, true, nil
	}
	c := seat(t, s, 1)
	c.kind = "round"
	c.answered("0001")
	today := column[string](t, s, `SELECT MAX(effective_on) FROM event`)[0]
	c.must(testkit.Clerk, "prepare_round", `{"title":"测评","on":"`+today+`","until":"2030-01-01"}`)
	if err := c.step(testkit.Clerk, "open_round", `{}`); !says(err, "round.not_ready") || testkit.Kind(err) != fault.Invalid {
		t.Errorf("a unit is not ready: %v", err)
	}
	c.must(testkit.Clerk, "open_round", `{"anyway":true}`)
	sheet, err := c.OpenDossier(t.Context(), c.Actors[testkit.Clerk], c.id)
	if err != nil || len(sheet.Doc.(*poll.Round).NotReady) != 1 {
		t.Errorf("the unit is not named: %+v %v", sheet.Doc, err)
	}
}

// A protected author is not asked: the unit would learn from the sums who has written.
func TestAProtectedAuthorIsNotAsked(t *testing.T) {
	s := storetest.SQLite(t)
	c := seat(t, s, 1)
	c.kind = "round"
	c.answered("0001")
	err := s.Do(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE suggestion SET protected = $1`, true)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	today := column[string](t, s, `SELECT MAX(effective_on) FROM event`)[0]
	c.must(testkit.Clerk, "prepare_round", `{"title":"测评","on":"`+today+`","until":"2030-01-01"}`)
	if err := c.step(testkit.Clerk, "open_round", `{}`); !says(err, "round.nobody") {
		t.Errorf("got %v", err)
	}
}

func TestARoundNobodyCanAnswerIsNotOpened(t *testing.T) {
	s := storetest.SQLite(t)
	c := seat(t, s, 1)
	c.kind = "round"
	c.Handled("0001") // not answered yet
	today := column[string](t, s, `SELECT MAX(effective_on) FROM event`)[0]
	c.must(testkit.Clerk, "prepare_round", `{"title":"测评","on":"`+today+`","until":"2030-01-01"}`)
	if err := c.step(testkit.Clerk, "open_round", `{}`); !says(err, "round.nobody") {
		t.Errorf("got %v", err)
	}
}
