package casefile

import (
	"slices"

	"huiyin/internal/i18n"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Claims says what was claimed of a promise before, and why that did not hold: one line for each thing that was said.
func Claims(p *i18n.Printer, dir *store.Directory, list []suggestion.Claim) []string {
	var out []string
	say := func(key, text string, args ...any) { out = append(out, said(p, p.T(key, args...), text)) }
	for _, k := range list {
		if k.On != "" {
			say("case.claimed", k.Evidence, "day", k.On)
		}
		if k.Rated != "" {
			say("case.claim_rated", k.RatedNote, "day", k.RatedOn, "rating", p.T("rating."+string(k.Rated)))
		}
		if k.Verified != "" {
			say("case.claim_verified", "", "day", k.Verified)
		}
		if k.Overturned != "" {
			say("case.claim_overturned", k.Why, "day", k.Overturned, "unit", dir.OrgShort(k.By))
		}
	}
	return out
}

// said puts what somebody wrote behind what was done.
func said(p *i18n.Printer, what, text string) string {
	if text == "" {
		return what
	}
	return p.T("case.line", "term", what, "value", text)
}

// claims are those of a promise that failed before.
func (r Reader) claims(k *suggestion.Commitment) []suggestion.Claim {
	return suggestion.FailedClaims(r.Events)[k.No]
}

// overturned reports whether an entry under a promise is why a claim was overturned: that is told with the claim.
func overturned(list []suggestion.Claim, g suggestion.Progress) bool {
	return slices.ContainsFunc(list, func(c suggestion.Claim) bool { return c.Overturned == g.On && c.Why == g.Text })
}
