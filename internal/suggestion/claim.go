package suggestion

import (
	"encoding/json"

	"huiyin/internal/calendar"
)

// Claim is one time that a unit declared a promise done (申报完成) and was not believed: by the deputy, or by those who supervise. Whoever judges the
// next one has it before them. The promise itself holds the last one alone; the earlier ones are read from the log.
type Claim struct {
	On         calendar.Day `json:"on,omitempty"` // declared
	DoneOn     calendar.Day `json:"done_on,omitempty"`
	Evidence   string       `json:"evidence,omitempty"`
	Rated      Rating       `json:"rated,omitempty"` // the deputy's
	RatedOn    calendar.Day `json:"rated_on,omitempty"`
	RatedNote  string       `json:"rated_note,omitempty"`
	Verified   calendar.Day `json:"verified,omitempty"` // by the committee, before it was found out
	Overturned calendar.Day `json:"overturned,omitempty"`
	By         int64        `json:"overturned_by,omitempty"` // body
	Why        string       `json:"why,omitempty"`           // why it was overturned
}

// FailedClaims reads from the log of a case the claims that failed, by promise, oldest first.
func FailedClaims(log []Event) map[int][]Claim {
	out, open := map[int][]Claim{}, map[int]*Claim{}
	for _, e := range log {
		if e.Machine != commitmentTable.Name {
			continue
		}
		k := open[e.Part]
		if k == nil { // found false without a claim: the sheet of a past year said that it was kept
			k = &Claim{}
		}
		switch e.Action {
		case "claim_done":
			var c ClaimDone
			tells(e, &c)
			k = &Claim{On: e.On, DoneOn: c.On, Evidence: c.Evidence}
		case "rate_fulfilment":
			var c RateFulfilment
			tells(e, &c)
			k.Rated, k.RatedOn, k.RatedNote = c.Rating, e.On, c.Note
		case "verify_fulfilment":
			k.Verified = e.On
		case "overturn":
			var c Reason
			tells(e, &c)
			k.Overturned, k.By, k.Why = e.On, e.Org, c.Reason
			fallthrough
		case "not_kept":
			out[e.Part], k = append(out[e.Part], *k), nil
		default:
			continue
		}
		open[e.Part] = k
	}
	return out
}

// tells reads what was entered with an event. What was erased since tells nothing.
func tells(e Event, into any) {
	if e.Payload != nil {
		_ = json.Unmarshal(e.Payload, into) // it was written by this program, and verify reads it again
	}
}
