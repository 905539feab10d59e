package casefile

import "huiyin/internal/web/templates"

// forms tells what became of the opinion forms that went with the replies, and where one says the opposite of the deputy's own word.
func (r Reader) forms() []templates.Fact {
	var out []templates.Fact
	for _, k := range r.Case.Forms {
		what := "case.form.not_handed"
		switch {
		case k.Signed:
			what = "case.form.signed"
		case k.Handed:
			what = "case.form.handed"
		}
		value := r.P.T(what, "level", r.rating(k.Level), "state", r.P.T("state.form."+string(k.State)))
		if r.Case.Contradicted(k) {
			value += "\n" + r.P.T("case.form.contradicted")
		}
		if k.Found != "" {
			value += "\n" + k.Found
		}
		unit := ""
		if a := r.Case.Assignment(k.Assignment); a != nil {
			unit = r.Dir.OrgShort(a.Unit)
		}
		out = append(out, templates.Fact{Term: r.P.T("case.form.of", "unit", unit), Value: value})
	}
	return out
}
