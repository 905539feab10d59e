package register

import (
	"strconv"
	"strings"

	"huiyin/internal/org"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

// Papers are the documents of a case that can be printed: the form on which it was made (专用纸), the hand-over slip (交办单), the
// letter of reply (答复函), a co-handler's opinion to the lead unit (会办意见), and the form that asks the deputy's opinion of a reply (征询意见表).
var Papers = map[string]func(casefile.Reader, int) (templates.OfficialPage, bool){
	"form": textForm, "slip": slip, "reply": letter, "opinion": opinionForm, "co_opinion": coOpinion,
}

// deputy names the proposer as the reader may know them.
func deputy(r casefile.Reader) string {
	c := r.Case
	switch {
	case c.Lead == 0:
		return r.P.T("case.deputy_hidden")
	case c.Kind == suggestion.Delegation:
		return r.Dir.OrgName(c.Delegation)
	}
	return r.Dir.PostName(c.Lead)
}

// toUnits names the proposer on a paper that goes to the units, whoever prints it: under protection, 代表.
func toUnits(r casefile.Reader) string {
	if r.Case.About.Protected {
		return r.P.T("case.deputy_hidden")
	}
	return deputy(r)
}

func cosigners(r casefile.Reader) string {
	var names []string
	for _, s := range r.Case.Signatures {
		if s.State == suggestion.Confirmed {
			names = append(names, r.Dir.PostName(s.Post))
		}
	}
	return r.P.List(names)
}

func textForm(r casefile.Reader, _ int) (templates.OfficialPage, bool) {
	c := r.Case
	post, _ := r.Dir.Post(c.Lead)
	p := templates.OfficialPage{Heading: r.P.T("lists.paper_form", "congress", r.Dir.Congress.Name), Facts: []templates.Fact{
		{Term: r.P.T("lists.number"), Value: c.Number},
		{Term: r.P.T("lists.title"), Value: c.Text.Title},
		{Term: r.P.T("lists.who"), Value: deputy(r)},
		{Term: r.P.T("lists.cert"), Value: post.Cert},
		{Term: r.P.T("lists.delegation"), Value: r.Dir.OrgName(c.Delegation)},
		{Term: r.P.T("lists.cosigners"), Value: cosigners(r)},
		{Term: r.P.T("case.submitted_on"), Value: r.P.LongDay(c.SubmittedOn)},
	}}
	p.Facts = append(p.Facts, r.Wishes()...)
	p.Parts = r.Prose().Parts
	return p, true
}

func slip(r casefile.Reader, _ int) (templates.OfficialPage, bool) {
	c := r.Case
	p := templates.OfficialPage{Issuer: body(r, org.Committee), Heading: r.P.T("lists.paper_slip"), Number: r.Number(), Facts: []templates.Fact{
		{Term: r.P.T("lists.title"), Value: c.Text.Title}, {Term: r.P.T("lists.who"), Value: toUnits(r)}, {Term: r.P.T("lists.handover_on"), Value: r.P.LongDay(c.AssignedOn)},
	}}
	for _, a := range c.Live() {
		due := ""
		for _, k := range c.Clocks {
			if k.Part == a.No && !k.Void && (k.Name == "reply" || k.Name == "co_opinion" || k.Name == "redo") {
				key := "lists.by_day"
				if k.Name == "co_opinion" {
					key = "lists.opinion_by_day"
				}
				due = r.P.T(key, "day", r.P.LongDay(k.Due))
			}
		}
		p.Facts = append(p.Facts, templates.Fact{Term: r.P.T("share." + string(a.Role)), Value: r.Dir.OrgName(a.Unit) + due})
	}
	p.Parts = append(r.Prose().Parts, templates.ProsePart{Paragraphs: []string{r.P.T("lists.slip_says")}})
	p.Sign = []string{body(r, org.Committee), r.P.LongDay(c.AssignedOn)}
	return p, c.AssignedOn != "" && len(c.Live()) > 0
}

// body is the name of the first body of a kind.
func body(r casefile.Reader, kind org.Kind) string {
	for _, o := range r.Dir.Orgs {
		if o.Kind == kind && o.Ended == "" {
			return o.Name
		}
	}
	return ""
}

// delivered finds the reply of a part number, or the latest one that was delivered.
func delivered(c *suggestion.Case, part int) *suggestion.Reply {
	var last *suggestion.Reply
	for _, k := range c.Replies {
		if k.State == suggestion.Delivered && k.MainCase == 0 && (part == 0 || k.No == part) {
			last = k
		}
	}
	return last
}

func letter(r casefile.Reader, part int) (templates.OfficialPage, bool) {
	k := delivered(r.Case, part)
	if k == nil {
		return templates.OfficialPage{}, false
	}
	a := r.Case.Assignment(k.Assignment)
	if a == nil {
		return templates.OfficialPage{}, false
	}
	unit := r.Dir.OrgName(a.Unit)
	p := templates.OfficialPage{
		Issuer: unit, Number: k.Number, Class: k.Class, Heading: r.P.T("lists.paper_reply", "number", r.Case.Number, "title", r.Case.Text.Title),
		To: r.P.T("lists.dear", "name", deputy(r)), Sign: []string{unit, r.P.LongDay(k.IssuedOn)},
	}
	open := k.Opening
	if open == "" {
		open = r.P.T("lists.reply_opens", "title", r.Case.Text.Title)
	}
	p.Parts = []templates.ProsePart{{Paragraphs: lines(open)}}
	for i, text := range k.Answers {
		head := ""
		if i < len(r.Case.Text.Requests) {
			head = strconv.Itoa(i+1) + ". " + r.Case.Text.Requests[i]
		}
		p.Parts = append(p.Parts, templates.ProsePart{Head: head, Paragraphs: lines(text)})
	}
	for _, text := range []string{k.Reason, k.Basis, k.Opinions} {
		p.Parts = append(p.Parts, templates.ProsePart{Paragraphs: lines(text)})
	}
	promises := templates.ProsePart{Head: r.P.T("lists.promise")}
	for _, w := range k.Promises {
		promises.Numbered = append(promises.Numbered, r.P.T("lists.promised", "words", w.Words, "result", w.Result, "day", r.P.LongDay(w.Due)))
	}
	if len(k.Promises) > 0 {
		p.Parts = append(p.Parts, promises)
	}
	p.Foot = []string{r.P.T("lists.contact", "name", k.Contact, "phone", k.Phone), r.P.T("lists.copies", "to", copies(r, a))}
	return p, true
}

// copies names who also receives the letter.
func copies(r casefile.Reader, a *suggestion.Assignment) string {
	to := []string{body(r, org.Committee)}
	if a.Government {
		to = append(to, body(r, org.GovernmentOffice))
	}
	return r.P.List(to)
}

func lines(s string) []string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

func opinionForm(r casefile.Reader, part int) (templates.OfficialPage, bool) {
	k := delivered(r.Case, part)
	if k == nil {
		return templates.OfficialPage{}, false
	}
	a := r.Case.Assignment(k.Assignment)
	boxes := r.P.T("lists.boxes")
	p := templates.OfficialPage{Heading: r.P.T("lists.paper_opinion"), Facts: []templates.Fact{
		{Term: r.P.T("lists.number"), Value: r.Case.Number},
		{Term: r.P.T("lists.title"), Value: r.Case.Text.Title},
		{Term: r.P.T("lists.who"), Value: deputy(r)},
		{Term: r.P.T("lists.reply_number"), Value: k.Number},
		{Term: r.P.T("lists.contacted"), Value: r.P.T("lists.contact_boxes")},
		{Term: r.P.T("lists.attitude"), Value: boxes},
		{Term: r.P.T("lists.result"), Value: boxes},
		{Term: r.P.T("lists.remarks"), Value: "\n\n\n"},
		{Term: r.P.T("lists.signature"), Value: r.P.T("lists.signature_day")},
	}}
	if a != nil {
		p.Facts = append(p.Facts[:3:3], append([]templates.Fact{{Term: r.P.T("lists.unit"), Value: r.Dir.OrgName(a.Unit)}}, p.Facts[3:]...)...)
	}
	p.Foot = []string{r.P.T("lists.opinion_says", "committee", body(r, org.Committee))}
	return p, true
}
