package register

import (
	"cmp"
	"strconv"

	"huiyin/internal/calendar"
	"huiyin/internal/org"
	"huiyin/internal/report"
	"huiyin/internal/web/templates"
)

// ReportFields are what a kind of report asks for: what can be chosen of the session asked for, whose record has begun on a day, or on none yet.
func (l Lister) ReportFields(k report.Kind, session int64, begun calendar.Day) []templates.Field {
	var sessions, committees []templates.Option
	for _, s := range l.Sessions {
		sessions = append(sessions, templates.Option{Value: strconv.FormatInt(s.ID, 10), Text: l.SessionName(s.ID)})
	}
	fields := []templates.Field{
		{Name: "session", Label: l.P.T("report.f_session"), Kind: templates.InputSelect, Options: sessions},
		{Name: "cut_off", Label: l.P.T("report.f_cut_off"), Kind: templates.InputDay, Hint: l.P.T("report.hint_cut_off"), From: cmp.Or(begun, l.Today), To: l.Today},
	}
	if begun == "" {
		fields[1].Hint = l.P.T("report.no_record")
	}
	if k.Name == "special" && l.Actor.Post.Role != org.SpecialClerk {
		for _, o := range report.Committees(l.Dir, session) {
			committees = append(committees, templates.Option{Value: strconv.FormatInt(o.ID, 10), Text: o.Name})
		}
		fields = append(fields, templates.Field{Name: "special", Label: l.P.T("report.f_special"), Kind: templates.InputSelect, Options: committees})
	}
	if k.Name == "bulletin" {
		fields = append(fields, templates.Field{Name: "until", Label: l.P.T("report.f_until"), Kind: templates.InputDay, Hint: l.P.T("report.hint_until"), Optional: true})
	}
	return fields
}
