package points

import (
	"huiyin/internal/appraisal"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

// honoured names who or what is honoured.
func honoured(r folder.Reader, n *appraisal.Nominee) string {
	switch {
	case n.Case != 0:
		for _, c := range r.Cases {
			if c.ID == n.Case {
				return c.Title
			}
		}
		return ""
	case n.Post != 0:
		return r.Dir.PostName(n.Post)
	}
	return r.Dir.OrgName(n.Unit)
}

// Certificate fills the certificate of a nominee; by is the congress that gives it.
func Certificate(r folder.Reader, w *appraisal.Award, n *appraisal.Nominee, lead, by string) templates.CertificatePage {
	p := templates.CertificatePage{
		Heading: r.P.T("appraisal.certificate"), Name: honoured(r, n), By: by, Day: r.P.LongDay(w.MeetingOn), Back: folder.Href(w.ID), Number: w.Number,
	}
	args := []any{"year", w.Year, "sort", r.P.T("option.sort." + w.Sort)}
	p.Words = r.P.T("appraisal.honoured_"+w.Sort, append(args, "title", p.Name, "unit", r.Dir.OrgName(n.Unit))...)
	if n.Case != 0 {
		p.Name = lead
	}
	return p
}
