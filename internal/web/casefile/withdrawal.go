package casefile

import "huiyin/internal/web/templates"

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

// scans are the papers behind an act, to be compared with what was entered.
func (m Maker) scans() []templates.FileLine {
	var out []templates.FileLine
	for _, k := range m.Case.Withdrawals {
		if k.No == m.Part && k.Scan != "" {
			out = append(out, m.scan(k.Scan))
		}
	}
	for _, e := range m.Case.Evaluations {
		if e.No == m.Part && e.Scan != "" {
			out = append(out, m.scan(e.Scan))
		}
	}
	return out
}

func (r Reader) scan(hash string) templates.FileLine {
	return templates.FileLine{Href: Href(r.Case.ID) + "/files/" + hash, Name: r.P.T("case.scan")}
}
