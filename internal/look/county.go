package look

import (
	"slices"

	"huiyin/internal/flow"
)

// The figures of a county's preliminary check, in their order (初步把关).
const (
	Checked       = "check_checked"        // 初审件数
	Passed        = "check_passed"         // 初审通过
	SentBack      = "check_returned"       // 初审退回修改
	ReturnedLater = "check_returned_later" // 初审通过后被市退回或者不予受理
)

// CountyFigures lists them.
var CountyFigures = []string{Checked, Passed, SentBack, ReturnedLater}

// outside are the acts by which the city finds that a text should not have passed.
var outside = []flow.Action{"return", "refuse", "to_letter"}

// CountyActs are the acts that the scorecard reads of a log.
var CountyActs = append([]flow.Action{"route_check", "pass_check", "return_check"}, outside...)

// CountyCard is what one county's preliminary check did, read from the logs: cases that it looked at, of all that were to be looked
// at; those it passed in the end; those it sent back at least once; those it passed and the city returned, refused or took as a letter.
func CountyCard(county int64, cases []Seen) []Figure {
	out := make([]Figure, len(CountyFigures))
	for i, code := range CountyFigures {
		out[i].Code = code
	}
	for _, s := range cases {
		if s.Case.County != county || s.Case.History {
			continue
		}
		sent, pass, back, later := 0, 0, 0, 0
		for i := range s.Log {
			e := &s.Log[i]
			switch {
			case e.Action == "route_check":
				sent = e.Seq
			case e.Action == "pass_check":
				pass = e.Seq
			case e.Action == "return_check":
				back = e.Seq
			case pass > 0 && later == 0 && slices.Contains(outside, e.Action):
				later = e.Seq
			}
		}
		if sent == 0 {
			continue
		}
		ref := func(seq int) Ref { return Ref{Case: s.Case.ID, Seq: seq} }
		looked := max(pass, back)
		out[0].put(looked > 0, ref(max(looked, sent)))
		if looked == 0 {
			continue
		}
		out[1].put(pass > back, ref(looked))
		if back > 0 {
			out[2].put(true, ref(back))
		} else {
			out[2].put(false, ref(looked))
		}
		if pass > 0 {
			out[3].put(later > 0, ref(max(later, pass)))
		}
	}
	return out
}
