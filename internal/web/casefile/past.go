package casefile

import (
	"cmp"

	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// past lists what a case of a past year says of itself as a whole, and what its sheet does not tell (未载).
func (r Reader) past() []templates.Fact {
	c := r.Case
	if !c.History {
		return nil
	}
	var out []templates.Fact
	out = r.fact(out, "papers.key_leader", cmp.Or(c.KeyLeader, r.post(c.KeyPost)))
	if c.KeyBody != 0 {
		out = r.fact(out, "papers.key_body", r.Dir.OrgName(c.KeyBody))
	}
	if k := c.Told; k != nil {
		if k.Class != "" {
			out = r.fact(out, "papers.told_class", r.class(k.Class))
		}
		out = r.fact(out, "papers.told_number", k.Number)
		out = r.fact(out, "papers.told_on", r.P.Day(k.RepliedOn))
		out = r.fact(out, "papers.told_reply", k.Reply)
		out = r.told(out, "papers.told_attitude", k.Attitude)
		out = r.told(out, "papers.told_result", k.Result)
		out = r.fact(out, "papers.told_rated_on", r.P.Day(k.RatedOn))
	}
	for _, k := range suggestion.Correctables {
		if k.Field == "at_meeting" || k.Field == "excellent" {
			if now := k.Now(c, 0); now != "" {
				out = r.fact(out, "option.field."+k.Field, r.corrected(k.Field, now))
			}
		}
	}
	var missing []string
	for _, f := range c.Missing {
		missing = append(missing, r.P.T("papers.fact_"+string(f)))
	}
	return r.fact(out, "papers.missing", r.P.List(missing))
}

func (r Reader) told(out []templates.Fact, key string, v suggestion.Rating) []templates.Fact {
	if v == "" {
		return out
	}
	return r.fact(out, key, r.rating(v))
}
