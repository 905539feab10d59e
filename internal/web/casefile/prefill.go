package casefile

import (
	"net/url"
	"strconv"

	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/form"
)

// Prefill returns the form values with which an act's page opens: what stands, or what most people would enter.
func (r Reader) Prefill(do flow.Action, part int) url.Values {
	return r.Spread(form.Encode(r.standing(do, part)))
}

func (r Reader) standing(do flow.Action, part int) any {
	c := r.Case
	switch do {
	case "write":
		t, a := c.Text, c.About
		return &suggestion.WriteText{
			Title: t.Title, Situation: t.Situation, Analysis: t.Analysis, Requests: t.Requests, Origin: a.Origin, Publish: a.Publish,
			Repeated: a.Repeated, WishedUnits: a.WishedUnits, CloseContact: a.CloseContact, ReferenceOnly: a.ReferenceOnly, Protected: a.Protected,
		}
	case "instruct":
		return &suggestion.Instruct{To: suggestion.ToUnits}
	case "invite":
		return &suggestion.Invite{Until: c.CosignUntil}
	case "protect":
		return &suggestion.Protect{On: !c.About.Protected}
	case "propose_units":
		if c.Proposal != nil {
			return &suggestion.ProposeUnits{Shares: c.Proposal.Shares, Precheck: c.Precheck}
		}
	case "note_contact":
		return &suggestion.NoteContact{On: r.Today}
	case "claim_done":
		return &suggestion.ClaimDone{On: r.Today}
	case "enter_evaluation":
		return &suggestion.EnterEvaluation{On: r.Today, Deputy: c.Lead}
	case "propose_correction":
		k := &suggestion.Correct{}
		for _, a := range c.Live() {
			k.Shares = append(k.Shares, suggestion.Share{Unit: a.Unit, Role: a.Role})
		}
		return k
	case "enter_withdrawal":
		return &suggestion.EnterWithdrawal{On: r.Today}
	case "plan":
		if a := c.Assignment(part); a != nil {
			return &suggestion.Plan{Plan: a.Plan, People: a.People}
		}
	case "write_reply":
		if v := c.Reply(part); v != nil {
			return written(v)
		}
	case "draft_reply":
		return r.lastReply(part)
	case "grant_objection":
		for _, o := range c.Objections {
			if o.No == part {
				return &suggestion.GrantObjection{Unit: o.Proposes}
			}
		}
	case "mend_opinion":
		for _, o := range c.Opinions {
			if o.No == part {
				return &suggestion.GiveOpinion{Text: o.Text, Number: o.Number}
			}
		}
	case "evaluate":
		return r.rated(part)
	case "rate_fulfilment":
		return r.fulfilment(part)
	}
	return nil
}

func written(v *suggestion.Reply) *suggestion.WriteReply {
	return &suggestion.WriteReply{
		Answers: v.Answers, Opening: v.Opening, Class: v.Class, Reason: v.Reason, Basis: v.Basis, Promises: v.Promises, Opinions: v.Opinions,
		Contact: v.Contact, Phone: v.Phone, Publish: v.Publish,
	}
}

// lastReply begins a later round with whom to call; the answers are written anew.
func (r Reader) lastReply(part int) any {
	a := r.Case.Assignment(part)
	if a == nil || a.Round < 2 {
		return nil
	}
	v := r.Case.ReplyOf(part, a.Round-1)
	if v == nil {
		return nil
	}
	return &suggestion.WriteReply{Contact: v.Contact, Phone: v.Phone, Publish: v.Publish}
}

func (r Reader) rated(part int) any {
	a := r.Case.Assignment(part)
	if a == nil {
		return nil
	}
	for _, e := range r.Case.Evaluations {
		if e.Assignment == part && e.Round == a.Round && e.Post == r.Actor.Post.ID && e.State == suggestion.Open { // not what others entered from paper
			return &suggestion.Evaluate{Attitude: e.Attitude, Result: e.Result, Reasons: e.Reasons}
		}
	}
	return nil
}

// fulfilment is how the deputy rated a promise that the committee has not verified yet.
func (r Reader) fulfilment(part int) any {
	k := r.Case.Commitment(part)
	if k == nil || k.State != suggestion.Claimed || k.Rated == "" {
		return nil
	}
	return &suggestion.RateFulfilment{Rating: k.Rated, Note: k.RatedNote}
}

// Spread gives lists of units and deputies a row each, deputies by the words of the list.
func (r Reader) Spread(v url.Values) url.Values {
	for list, name := range map[string]func(int64) string{"wished_units": nil, "deputies": r.post} {
		for i, raw := range v[list] {
			if n, err := strconv.ParseInt(raw, 10, 64); err == nil && name != nil {
				raw = name(n)
			}
			v.Set(list+"."+strconv.Itoa(i), raw)
		}
		delete(v, list)
	}
	if one := v.Get("deputy"); one != "" {
		if n, err := strconv.ParseInt(one, 10, 64); err == nil && r.post(n) != "" && r.Case.State == "" {
			v.Set("deputy", r.post(n))
		}
	}
	return v
}

// PostLabel writes a deputy as the lists to choose from do.
func (r Reader) PostLabel(post int64) string { return r.post(post) }

// AuthorLabel names a deputy of any term: one who has left, with the last day in office.
func (r Reader) AuthorLabel(id int64) string {
	if p, _ := r.Dir.Post(id); p.To != "" {
		return r.P.T("case.person_until", "person", r.post(id), "day", r.P.Day(p.To))
	}
	return r.post(id)
}
