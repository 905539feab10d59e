package look_test

import (
	"strings"
	"testing"

	"huiyin/internal/look"
	"huiyin/internal/suggestion/suggestiontest"
)

const (
	handed = `
		on 2026-01-13
		plain does start_draft {draft}
		plain does submit
		clerk does start_review
		clerk does accept {"number":"0012","category":5}
		clerk does propose_units {"shares":[{"unit":4,"role":"sole"}]}
		on 2026-02-03
		head does assign {"at_meeting":true}
		health does sign_for to assignment1
	`
	phoned = handed + `
		health does note_contact to assignment1 {"phase":"before","way":"phone","on":"2026-02-03","who":"某","rank":"clerk","text":"电话"}
	`
	met   = handed + "health does note_contact to assignment1 {contact}\n"
	bWith = met + `
		on 2026-03-02
		health replies B to assignment1 [{"words":"年内建成","result":"建成","due":"2026-05-30"}]
		plain rates satisfied to assignment1
	`
	refused = met + `
		on 2026-03-02
		health replies A to assignment1
		plain rates not_satisfied to assignment1
		on 2026-03-05
		head does redo to assignment1 {"decision":"重办"}
	`
	again = `
		health does note_contact to assignment1 {contact}
		health replies A to assignment1
	`
)

// Each line of a wish is a figure, what counts and the base.
func TestUnitCard(t *testing.T) {
	for name, c := range map[string]struct{ script, on, want string }{
		"handed over, nothing done":          {handed, "2026-03-20", "look_replied 0/1; look_met 0/1"},
		"before the hand-over":               {handed, "2026-02-01", ""},
		"a telephone call is no meeting":     {phoned, "2026-03-20", "look_replied 0/1; look_met 0/1"},
		"a visit is one":                     {met, "2026-03-20", "look_replied 0/1; look_met 1/1"},
		"a disputed visit is none":           {met + "plain does dispute_contact to contact1 {\"reason\":\"未见面\"}", "2026-03-20", "look_replied 0/1; look_met 0/1"},
		"promised, still young":              {bWith, "2026-04-01", "look_replied 1/1; look_met 1/1; look_ledger 1/1; look_current 1/1"},
		"a month and a day without progress": {bWith, "2026-04-03", "look_replied 1/1; look_met 1/1; look_ledger 1/1; look_current 0/1"},
		"progress within the month": {bWith + `
			on 2026-04-02
			health does note_progress to commitment1 {"text":"开工","percent":30}`, "2026-05-02", "look_replied 1/1; look_met 1/1; look_ledger 1/1; look_current 1/1"},
		"its day has come, not kept": {bWith, "2026-05-30", "look_replied 1/1; look_met 1/1; look_ledger 1/1; look_current 0/1; look_kept 0/1"},
		"the day was moved, and still counts": {bWith + `
			on 2026-05-20
			health does move_date to commitment1 {"until":"2026-08-30","reason":"汛期"}`, "2026-06-01", "look_replied 1/1; look_met 1/1; look_ledger 1/1; look_current 1/1; look_kept 0/1"},
		"claimed is not kept": {bWith + `
			on 2026-05-20
			health does claim_done to commitment1 {"on":"2026-05-19","evidence":"照片"}`, "2026-06-25", "look_replied 1/1; look_met 1/1; look_ledger 1/1; look_current 1/1; look_kept 0/1"},
		"deputy and committee say kept": {bWith + `
			on 2026-05-20
			health does claim_done to commitment1 {"on":"2026-05-19","evidence":"照片"}
			plain does rate_fulfilment to commitment1 {"rating":"satisfied"}
			clerk does verify_fulfilment to commitment1`, "2026-05-25", "look_replied 1/1; look_met 1/1; look_kept 1/1"},
		"given up": {bWith + `
			on 2026-05-20
			healthhead does give_up to commitment1 {"reason":"征地未成"}`, "2026-05-25", "look_replied 1/1; look_met 1/1; look_ledger 1/1; look_kept 0/1"},
		"handled again, the day is ahead":   {refused, "2026-03-20", "look_replied 1/1; look_met 1/1"},
		"handled again, in time":            {refused + "on 2026-03-30\n" + again, "2026-04-20", "look_replied 1/1; look_met 1/1; look_reworked 1/1"},
		"handled again, late":               {refused + "on 2026-04-30\n" + again, "2026-05-20", "look_replied 1/1; look_met 1/1; look_reworked 0/1"},
		"handled again, nothing by its day": {refused, "2026-05-20", "look_replied 1/1; look_met 1/1; look_reworked 0/1"},
		"sent back by the committee itself is another matter": {met + `
			on 2026-03-02
			health replies A to assignment1
			plain rates satisfied to assignment1
			on 2026-03-10
			head does reopen {"reason":"回访不实"}`, "2026-06-20", "look_replied 1/1; look_met 1/1"},
	} {
		w := suggestiontest.New(t, "hunan-city")
		w.Run(c.script)
		if got := told(t, look.UnitCard(suggestiontest.Health, [][]look.Looked{look.LookedAt(w.Case, suggestionDay(c.on))})); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
		if got := told(t, look.UnitCard(suggestiontest.Water, [][]look.Looked{look.LookedAt(w.Case, suggestionDay(c.on))})); got != "" {
			t.Errorf("%s: another unit has %s", name, got)
		}
	}
}

func TestCountyCard(t *testing.T) {
	begun := "on 2026-01-13\nlead does start_draft {draft}\nlead does submit\n"
	back := `{"reasons":["no_request"],"note":"请写明建议"}`
	for name, c := range map[string]struct{ script, want string }{
		"waits for the county":            {begun, "check_checked 0/1"},
		"passed":                          {begun + "county does pass_check", "check_checked 1/1; check_passed 1/1; check_returned 0/1; check_returned_later 0/1"},
		"sent back":                       {begun + "county does return_check " + back, "check_checked 1/1; check_passed 0/1; check_returned 1/1"},
		"sent back, mended, passed":       {begun + "county does return_check " + back + "\nlead does submit\ncounty does pass_check", "check_checked 1/1; check_passed 1/1; check_returned 1/1; check_returned_later 0/1"},
		"passed, and the city returns it": {begun + "county does pass_check\nclerk does return " + back, "check_checked 1/1; check_passed 1/1; check_returned 0/1; check_returned_later 1/1"},
		"passed, and the city refuses it": {begun + "county does pass_check\nclerk does refuse " + `{"reasons":["beyond_powers"],"note":"不属本级职权"}`, "check_checked 1/1; check_passed 1/1; check_returned 0/1; check_returned_later 1/1"},
		"the city took it over unchecked": {begun + "clerk does start_review\nclerk does return " + back, "check_checked 0/1"},
	} {
		w := suggestiontest.New(t, "hunan-city")
		w.Run(c.script)
		seen := []look.Seen{{Case: w.Case, Log: w.Log}}
		if got := told(t, look.CountyCard(suggestiontest.County, seen)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
		if got := told(t, look.CountyCard(99, seen)); got != "" {
			t.Errorf("%s: another county has %s", name, got)
		}
	}
}

func told(t *testing.T, card []look.Figure) string {
	t.Helper()
	var out []string
	for _, f := range card {
		if f.Denominator() == 0 {
			continue
		}
		out = append(out, f.Code+" "+itoa(f.Numerator())+"/"+itoa(f.Denominator()))
		for _, ref := range append(append([]look.Ref{}, f.In...), f.Out...) {
			if ref.Case != 7 || ref.Part == 0 && ref.Seq == 0 {
				t.Errorf("%s: nothing stands behind %+v", f.Code, ref)
			}
		}
	}
	return strings.Join(out, "; ")
}
