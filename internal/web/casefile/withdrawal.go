package casefile

import (
	"slices"

	"huiyin/internal/web/templates"
)

// withdrawals lists the written withdrawals that reached the committee.
func (r Reader) withdrawals() []templates.Fact {
	var out []templates.Fact
	for _, k := range r.Case.Withdrawals {
		value := r.P.T("case.withdrawal", "day", k.On, "state", r.P.T("state.withdrawal."+string(k.State)))
		if k.Signers {
			value += r.P.T("case.withdrawal_signers")
		}
		value += "\n" + k.Reason
		if k.Found != "" {
			value += "\n" + k.Found
		}
		out = append(out, templates.Fact{Term: r.P.T("machine.withdrawal"), Value: value})
	}
	return out
}

// scans is the paper behind an act, to be compared with what was entered: a picture is looked at in place.
func (m Maker) scans() []templates.ShownFile {
	hash := m.Case.ScanOf(m.Part)
	if hash == "" || m.Part == 0 && !slices.Contains(byPaper, m.Do) {
		return nil
	}
	return []templates.ShownFile{{
		FileLine: templates.FileLine{Href: FileHref(m.Case.ID, hash), Name: m.P.T("case.scan")}, Picture: m.Pictured != nil && m.Pictured(hash),
	}}
}
