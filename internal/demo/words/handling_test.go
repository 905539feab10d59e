package words

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"
)

func TestNotesAreClean(t *testing.T) {
	check := func(kind, s string) {
		t.Helper()
		if bad := fault(s); bad != "" || len(s) < 30 {
			t.Errorf("%s: %s in %q", kind, bad, s)
		}
	}
	for i := range 300 {
		on := dayOf("2026-05-11")
		c := Case(3, i, on)
		for n, w := range []string{"before", "during", "after"} {
			for _, h := range Channels {
				check("contact", Contact(3, i, n, w, h, on).Note)
			}
		}
		for _, k := range append([]string{"wjw"}, c.Co...) {
			check("co", CoOpinion(3, i, k, on))
			check("co.none", EmptyOpinion(3, i, k, on))
		}
		check("empty", EmptyReply(3, i, on).Parts[0])
		check("unhappy", Unhappy(3, i, 1, on).Result)
		for _, k := range []string{"other", "no_substance", "personal", "beyond_powers", "judicial_case", "own_unit", "forwarded_letter", "bidding"} {
			check(k, ReturnReason(3, i, k, on))
		}
		o := Object(3, i, i%2, c.Lead, on)
		check("object", o.Reason)
		if o.Proposed == c.Lead || shortName(o.Proposed) == "" {
			t.Errorf("proposed %s instead of %s", o.Proposed, c.Lead)
		}
		for _, k := range []string{"grant", "refuse", "arbitrate"} {
			check(k, Rule(3, i, k, c.Lead, o.Proposed, on))
		}
		check("extend", Extension(3, i, on))
		r := ReplyText(3, i, Ask{Outcome: Promised, Round: 1, On: on})
		for _, k := range []string{"start", "half", "slow", "done", "broken"} {
			p, e := Progress(3, i, r.Commitments[0], k, on)
			check(k, p)
			if e == "" || fault(e) != "" {
				t.Errorf("evidence %q", e)
			}
		}
		check("extend", CommitmentExtension(3, i, r.Commitments[0], on))
		for _, k := range []string{"instruct", "instruct.report", "instruct.more", "urge", "visit", "survey.good", "survey.bad", "plan", "merge", "letter", "withdraw"} {
			check(k, Note(3, i, 0, k, on))
		}
	}
}

// TestTextsAreTheSameEverywhere pins a sample; a change of words changes it, on purpose.
func TestTextsAreTheSameEverywhere(t *testing.T) {
	h := sha256.New()
	for i := range 40 {
		fmt.Fprintf(h, "%+v", Case(11, i, "2025-01-07"))
		fmt.Fprintf(h, "%+v", ReplyText(11, i, Ask{Outcome: Promised, Round: 1, On: "2025-04-02"}))
	}
	fmt.Fprintf(h, "%+v", MakeCity(11))
	if got := hex.EncodeToString(h.Sum(nil)[:8]); got != golden {
		t.Errorf("sample is now %s", got)
	}
}

const golden = "534e14151d5c2363"

// TestAskedMonthsAndUnits checks what the caller may decide.
func TestAskedMonthsAndUnits(t *testing.T) {
	r := ReplyText(1, 5, Ask{Outcome: Promised, On: "2025-11-20", Months: 3, Unit: "czj"})
	if r.Commitments[0].Due != "2026-02-28" {
		t.Errorf("due %s", r.Commitments[0].Due)
	}
	if r.Commitments[0].Words[:len("2026年2月底前")] != "2026年2月底前" {
		t.Error(r.Commitments[0].Words)
	}
}

// TestNoCaseDependsOnAnother writes one case alone and after others.
func TestNoCaseDependsOnAnother(t *testing.T) {
	alone := fmt.Sprint(Case(5, 777, "2026-01-14"))
	for i := range 50 {
		Case(5, i, "2026-01-14")
	}
	if fmt.Sprint(Case(5, 777, "2026-01-14")) != alone {
		t.Error("a case changed with its neighbours")
	}
	if fmt.Sprint(Case(6, 777, "2026-01-14")) == alone {
		t.Error("another seed gave the same case")
	}
}

func BenchmarkTwelveHundred(b *testing.B) {
	for b.Loop() {
		for i := range 1200 {
			Case(1, i, "2026-01-14")
			ReplyText(1, i, Ask{Outcome: Promised, Round: 1, On: "2026-04-20"})
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/op")
}
