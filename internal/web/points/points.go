// Package points writes the pages of scoring and commendation: the ranking of a run, sheets with the list behind each figure, the page on which a
// scheme is changed, what a trial of it came to, certificates.
package points

import (
	"strconv"

	"huiyin/internal/appraisal"
	"huiyin/internal/flow"
	"huiyin/internal/i18n"
	"huiyin/internal/score"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/templates"
)

func itoa(n int) string { return strconv.Itoa(n) }

func id(n int64) string { return strconv.FormatInt(n, 10) }

// Own returns the address of an act that has a page of its own; empty when the general one serves.
func Own(do flow.Action, dossier int64) string {
	if do == "edit_scheme" && dossier != 0 {
		return SchemeHref(dossier)
	}
	return ""
}

// SchemeHref is the page on which a scheme is changed.
func SchemeHref(n int64) string { return "/schemes/" + id(n) }

// TrialHref is the page that shows what a scheme would have changed.
func TrialHref(n int64) string { return SchemeHref(n) + "/trial" }

// SheetHref is the sheet of a unit in a run.
func SheetHref(run, unit int64) string { return "/scoring/" + id(run) + "/units/" + id(unit) }

// ListHref is the list behind a line of a sheet.
func ListHref(run, unit int64, code string) string { return SheetHref(run, unit) + "/lists/" + code }

// CertificateHref is the certificate of a nominee.
func CertificateHref(award int64, part int) string {
	return "/awards/" + id(award) + "/certificates/" + itoa(part)
}

// Enrich adds to the page of a dossier what its kind shows beyond the plain document.
func Enrich(r folder.Reader, p *templates.DossierPage) {
	switch d := r.Doc.(type) {
	case *appraisal.Scheme:
		p.Papers = append(p.Papers, templates.Link{Href: SchemeHref(d.ID), Text: r.P.T("appraisal.open_scheme")}, templates.Link{Href: TrialHref(d.ID), Text: r.P.T("appraisal.open_trial")})
		for i, a := range p.Foot.Actions {
			if a.Href == folder.ActHref(r.Kind.Name(), d.ID, "edit_scheme", 0) {
				p.Foot.Actions[i].Href = SchemeHref(d.ID)
			}
		}
	case *appraisal.Scoring:
		run(r, d, p)
	case *appraisal.Award:
		certificates(r, d, p)
	}
}

// certificates gives every nominee that is honoured a link in the table of nominees, whose rows are in the order of the document.
func certificates(r folder.Reader, d *appraisal.Award, p *templates.DossierPage) {
	if d.MeetingOn == "" || len(d.In(appraisal.Chosen)) == 0 {
		return
	}
	for i := range p.Sections {
		t := &p.Sections[i].Table
		if len(t.Rows) != len(d.Nominees) {
			continue
		}
		t.Columns = append(t.Columns, templates.Column{Text: r.P.T("appraisal.certificate")})
		for j, n := range d.Nominees {
			c := templates.Cell{}
			if n.State == appraisal.Chosen {
				c = templates.Cell{Text: r.P.T("appraisal.certificate"), Href: CertificateHref(d.ID, n.No)}
			}
			t.Rows[j].Cells = append(t.Rows[j].Cells, c)
		}
	}
}

// run adds the ranking, a table for each group, and the proofs of entries.
func run(r folder.Reader, d *appraisal.Scoring, p *templates.DossierPage) {
	if _, ok := d.Result(r.Actor.Post.Org); ok && d.Shown() {
		link := templates.Link{Href: SheetHref(d.ID, r.Actor.Post.Org), Text: r.P.T("appraisal.own_sheet")}
		p.Facts = append([]templates.Fact{{Term: r.P.T("appraisal.sheet"), Part: templates.LinkPart(link)}}, p.Facts...)
	}
	if d.Bundle() != "" && Reads(r.Actor) {
		p.Papers = append(p.Papers, templates.Link{Href: "/scoring/" + id(d.ID) + "/bundle", Text: r.P.T("appraisal.download_bundle")})
	}
	for _, i := range d.Items {
		for _, f := range i.Proof {
			p.Papers = append(p.Papers, templates.Link{Href: folder.Href(d.ID) + "/files/" + f.Hash, Text: r.P.T("appraisal.proof_of", "no", i.No, "name", f.Name)})
		}
	}
	p.Sections = append(ranking(r, d), p.Sections...)
}

// ranking is a table for each group, the best first, those that are not ranked last.
func ranking(r folder.Reader, d *appraisal.Scoring) []templates.DossierSection {
	var out []templates.DossierSection
	for _, g := range groups(d) {
		t := templates.Table{Columns: []templates.Column{
			{Text: r.P.T("appraisal.rank"), Kind: templates.ColNum},
			{Text: r.P.T("appraisal.unit"), Kind: templates.ColTitle},
			{Text: r.P.T("appraisal.item_count"), Kind: templates.ColNum},
			{Text: r.P.T("appraisal.total"), Kind: templates.ColNum},
			{Text: r.P.T("appraisal.bonus"), Kind: templates.ColNum},
			{Text: r.P.T("appraisal.grade")},
			{Text: r.P.T("appraisal.remark")},
		}}
		for _, u := range placed(d.Results, g) {
			c := []templates.Cell{
				{Text: rank(r.P, u.Rank, u.Tied)},
				{Text: r.Dir.OrgName(u.Unit)},
				{Text: itoa(u.Items)},
				{Text: u.Total.String()},
				{Text: u.Bonus.String()},
				{Text: d.GradeName(u.Grade)},
				{Text: unranked(r.P, u.Unranked)},
			}
			if Reads(r.Actor) || u.Unit == r.Actor.Post.Org {
				c[1].Href = SheetHref(d.ID, u.Unit)
			}
			t.Rows = append(t.Rows, templates.Row{Cells: c})
		}
		t.Caption = r.P.T("appraisal.ranking")
		if g != "" {
			t.Caption = r.P.T("appraisal.ranking_of", "group", r.P.T("option.groups."+g))
		}
		out = append(out, templates.DossierSection{Title: t.Caption, Table: t})
	}
	return out
}

func rank(p *i18n.Printer, n int, tied bool) string {
	switch {
	case n == 0:
		return ""
	case tied:
		return p.T("appraisal.tied", "n", n)
	}
	return itoa(n)
}

func unranked(p *i18n.Printer, why string) string {
	if why == score.NoCases || why == score.FewCases {
		return p.T("appraisal.unranked_" + why)
	}
	return ""
}
