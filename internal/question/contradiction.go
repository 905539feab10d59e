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

// Contradictions lists every kind in the order of the documents.
var Contradictions = []string{Fell, Rose, FormDenied, FormDiffers, KeptDenied}

// Reason is one contradiction: which records speak against each other, or which record against which part of the case.
type Reason struct {
	Code    string            `json:"code"`
	Field   string            `json:"field,omitempty"`   // attitude, result
	Part    int               `json:"part,omitempty"`    // the assignment, evaluation or commitment spoken of
	Earlier int               `json:"earlier,omitempty"` // number of the earlier record; 0 where the case speaks
	Later   int               `json:"later"`
	From    suggestion.Rating `json:"from,omitempty"`
	To      suggestion.Rating `json:"to,omitempty"`
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
		form := Of(list, Form, later.Part)
		if later.SawForm == "no" && form != nil && form.HandedOver {
			out = append(out, Reason{Code: FormDenied, Part: later.Part, Earlier: form.No, Later: later.No})
		}
		if later.Wave == Form && later.Signed {
			out = append(out, differs(c, later)...)
		}
		if later.Counts() && later.Result == suggestion.NotSatisfied {
			out = append(out, denied(c, log, later)...)
		}
	}
	return out
}

// previous is the nearest earlier record about the same share that has a level; one about the whole case speaks of every share.
func previous(list []*Record, r *Record, field string) *Record {
	for _, e := range slices.Backward(list) {
		if e.Wave != r.Wave && (e.Part == r.Part || e.Part == 0 || r.Part == 0) && e.rating(field) != "" && r.rating(field) != "" {
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
	r := Reason{Field: field, Part: later.Part, Earlier: earlier.No, Later: later.No, From: from, To: to}
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

// differs compares a signed form with the evaluation that counts, of the first round: the form came with the first reply.
func differs(c *suggestion.Case, form *Record) []Reason {
	var out []Reason
	for _, e := range c.Evaluations {
		if e.State != suggestion.Final || e.Round != 1 || e.Post != c.Lead || form.Part != 0 && e.Assignment != form.Part {
			continue
		}
		for _, v := range []struct {
			field      string
			said, form suggestion.Rating
		}{{"attitude", e.Attitude, form.Attitude}, {"result", e.Result, form.Result}} {
			if content(v.form) != content(v.said) {
				out = append(out, Reason{Code: FormDiffers, Field: v.field, Part: e.No, Later: form.No, From: v.form, To: v.said})
			}
		}
	}
	return out
}

// denied lists the promises confirmed as kept before the deputy said "not satisfied".
func denied(c *suggestion.Case, log []suggestion.Event, r *Record) []Reason {
	var out []Reason
	for _, k := range c.Commitments {
		if k.State != suggestion.Kept || r.Part != 0 && k.Assignment != r.Part {
			continue
		}
		if i := slices.IndexFunc(log, func(e suggestion.Event) bool { return e.Action == "kept" && e.Part == k.No }); i < 0 || log[i].On <= r.On {
			out = append(out, Reason{Code: KeptDenied, Field: "result", Part: k.No, Later: r.No, To: r.Result})
		}
	}
	return out
}
