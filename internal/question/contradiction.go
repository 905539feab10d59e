package question

import (
	"slices"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
)

// Kinds of contradiction.
const (
	Fell        = "fell"         // 先满意, 后不满意
	Rose        = "rose"         // 先不满意, 后满意, 其间没有任何办理
	FormDenied  = "form_denied"  // 单位登记已提供意见表, 代表称没有收到
	FormDiffers = "form_differs" // 意见表与代表经人大作出的评价相反
	KeptDenied  = "kept_denied"  // 承诺已确认兑现, 此后代表表示不满意
)

// Reason is one contradiction: which answers speak against each other, or which answer against which part of the case.
type Reason struct {
	Code        string            `json:"code" show:"option:contradiction"`
	Field       string            `json:"field,omitempty" show:"option:about"` // attitude, result
	Part        int               `json:"part,omitempty" show:"-"`             // the assignment, evaluation or commitment spoken of
	EarlierWave Wave              `json:"earlier_wave,omitempty" show:"option:wave"`
	Earlier     int               `json:"earlier,omitempty" show:"-"` // number of the earlier answer; 0 where the case speaks
	From        suggestion.Rating `json:"from,omitempty" show:"option:result"`
	LaterWave   Wave              `json:"later_wave" show:"option:wave"`
	Later       int               `json:"later" show:"-"`
	To          suggestion.Rating `json:"to,omitempty" show:"option:result"`
}

func between(code string, earlier, later *Record) Reason {
	r := Reason{Code: code, Part: later.Share, LaterWave: later.Wave, Later: later.No}
	if earlier != nil {
		r.EarlierWave, r.Earlier = earlier.Wave, earlier.No
	}
	return r
}

// Contradict compares the records in force with each other and with the case. Every record is compared with the one before it about the
// same share.
func Contradict(c *suggestion.Case, log []suggestion.Event, records []*Record) []Reason {
	var out []Reason
	list := InForce(records)
	for i, later := range list {
		for _, field := range []string{"attitude", "result"} {
			if earlier := previous(list[:i], later, field); earlier != nil {
				out = append(out, turn(log, field, earlier, later)...)
			}
		}
		if form := handedOver(records, later.Share); later.SawForm == "no" && form != nil {
			out = append(out, between(FormDenied, form, later))
		}
		if later.Counts() && later.Result == suggestion.NotSatisfied {
			out = append(out, denied(c, log, later)...)
		}
	}
	return append(out, differs(c, records)...)
}

// handedOver is the form that the unit says it handed over, checked or not: its word is there from the day it was registered.
func handedOver(records []*Record, share int) *Record {
	for _, r := range records {
		if r.Wave == Form && r.State != Void && r.HandedOver && (share == 0 || r.Share == 0 || r.Share == share) {
			return r
		}
	}
	return nil
}

// previous is the nearest earlier record about the same share that has a level; one about the whole case speaks of every share.
func previous(list []*Record, r *Record, field string) *Record {
	for _, e := range slices.Backward(list) {
		if e.Wave != r.Wave && (e.Share == r.Share || e.Share == 0 || r.Share == 0) && e.rating(field) != "" && r.rating(field) != "" {
			return e
		}
	}
	return nil
}

func (r *Record) rating(field string) suggestion.Rating {
	if field == "attitude" {
		return r.Attitude
	}
	return r.Result
}

// turn says whether a level turned over between two records. For the better it may, when something was done in between.
func turn(log []suggestion.Event, field string, earlier, later *Record) []Reason {
	from, to := earlier.rating(field), later.rating(field)
	r := between("", earlier, later)
	r.Field, r.From, r.To = field, from, to
	switch {
	case content(from) && to == suggestion.NotSatisfied:
		r.Code = Fell
	case from == suggestion.NotSatisfied && content(to) && !acted(log, earlier.On, later.On):
		r.Code = Rose
	default:
		return nil
	}
	return []Reason{r}
}

// deeds are the acts by which a unit can have changed a deputy's mind.
var deeds = []flow.Action{"issue", "pass_precheck", "note_progress", "claim_done", "kept", "note_contact"}

func acted(log []suggestion.Event, from, to calendar.Day) bool {
	return slices.ContainsFunc(log, func(e suggestion.Event) bool {
		return e.On >= from && e.On <= to && slices.Contains(deeds, e.Action)
	})
}

// differs lists the signed forms that say the opposite of what the deputy itself judged of the same reply.
func differs(c *suggestion.Case, records []*Record) []Reason {
	var out []Reason
	for _, k := range c.Forms {
		i := slices.IndexFunc(records, func(r *Record) bool { return r.Wave == Form && r.No == k.No })
		if i < 0 || !k.Signed || !c.Contradicted(k) {
			continue
		}
		r := between(FormDiffers, nil, records[i])
		r.Field, r.To = "result", k.Level
		out = append(out, r)
	}
	return out
}

// denied lists the promises confirmed as kept before the deputy said "not satisfied".
func denied(c *suggestion.Case, log []suggestion.Event, r *Record) []Reason {
	var out []Reason
	for _, k := range c.Commitments {
		if k.State != suggestion.Kept || r.Share != 0 && k.Assignment != r.Share {
			continue
		}
		if i := slices.IndexFunc(log, func(e suggestion.Event) bool { return e.Action == "kept" && e.Part == k.No }); i < 0 || log[i].On <= r.On {
			w := between(KeptDenied, nil, r)
			w.Field, w.Part, w.To = "result", k.No, r.Result
			out = append(out, w)
		}
	}
	return out
}
