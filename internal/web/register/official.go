package register

import (
	"strings"

	"huiyin/internal/document"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
)

// paper is a document of a case: whether there is one for its reader, which is asked of every paper on every page of a case, and what stands on it.
// A part names one of several, such as a reply; 0 is the latest.
type paper struct {
	has   func(r casefile.Reader, part int) bool
	write func(r casefile.Reader, part int) document.Paper // only of what there is
}

// papers are the documents of a case that can be printed: the form on which it was made (专用纸), the hand-over slip (交办单), the
// letter of reply (答复函), a co-handler's opinion to the lead unit (会办意见), the form that asks the deputy's opinion of a reply (征询意见表), and
// the letter by which a unit is urged (催办函). Page and Word file are the same paper.
var papers = map[string]paper{
	"form":       {hasText, textForm},
	"slip":       {isHandedOver, slip},
	"reply":      {isAnswered, letter},
	"opinion":    {isAnswered, opinionForm},
	"co_opinion": {isOpined, coOpinion},
	"urge":       {isUrged, urgingLetter},
}

// Paper writes a paper of a case, if there is one of that name and part for its reader.
func Paper(r casefile.Reader, name string, part int) (document.Paper, bool) {
	k, ok := papers[name]
	if !ok || !k.has(r, part) {
		return document.Paper{}, false
	}
	return k.write(r, part), true
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

// hasText reports whether there is a suggestion to print: a stub (涉密存目) is a number and a day.
func hasText(r casefile.Reader, _ int) bool { return r.Case.State != suggestion.Offline }

func textForm(r casefile.Reader, _ int) document.Paper {
	c := r.Case
	post, _ := r.Dir.Post(c.Lead)
	p := document.Paper{Heading: r.P.T("lists.paper_form", "congress", r.Dir.Congress.Name)}
	facts := []document.Line{
		{Term: r.P.T("lists.number"), Value: c.Number},
		{Term: r.P.T("lists.title"), Value: c.Text.Title},
		{Term: r.P.T("lists.who"), Value: deputy(r)},
		{Term: r.P.T("lists.cert"), Value: post.Cert},
		{Term: r.P.T("lists.delegation"), Value: r.Dir.OrgName(c.Delegation)},
		{Term: r.P.T("lists.cosigners"), Value: cosigners(r)},
		{Term: r.P.T("lists.submitted"), Value: r.P.LongDay(c.SubmittedOn)},
	}
	for _, w := range r.Wishes() {
		facts = append(facts, document.Line{Term: w.Term, Value: w.Value})
	}
	p.Blocks = append(p.Blocks, document.Form(facts...))
	p.Blocks = append(p.Blocks, prose(r)...)
	return p
}

func isHandedOver(r casefile.Reader, _ int) bool {
	return r.Case.AssignedOn != "" && len(r.Case.Live()) > 0
}

func slip(r casefile.Reader, _ int) document.Paper {
	c := r.Case
	p := document.Paper{Letter: true, Mark: body(r, org.Committee), Heading: r.P.T("lists.paper_slip"), Number: r.Number()}
	facts := []document.Line{
		{Term: r.P.T("lists.title"), Value: c.Text.Title}, {Term: r.P.T("lists.who"), Value: toUnits(r)}, {Term: r.P.T("lists.handover_on"), Value: r.P.LongDay(c.AssignedOn)},
	}
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
		facts = append(facts, document.Line{Term: r.P.T("share." + string(a.Role)), Value: strings.TrimSpace(r.Dir.OrgName(a.Unit) + " " + due)})
	}
	p.Blocks = append([]document.Block{document.Form(facts...)}, prose(r)...)
	p.Blocks = append(p.Blocks, document.Text(r.P.T("lists.slip_says")))
	p.Sign = []string{body(r, org.Committee), r.P.LongDay(c.AssignedOn)}
	return p
}

// prose is the text of the suggestion: headed parts, then the numbered requests.
func prose(r casefile.Reader) []document.Block {
	var out []document.Block
	for i, part := range r.Prose().Parts {
		out = append(out, document.Numbered(r.P, 1, i+1, part.Head))
		for _, text := range part.Paragraphs {
			out = append(out, document.Text(text))
		}
		for n, text := range part.Numbered {
			out = append(out, document.Text(r.P.T("document.level_3", "n", n+1, "text", text)))
		}
	}
	return out
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

// isAnswered reports whether a unit has answered the deputy of this case.
func isAnswered(r casefile.Reader, part int) bool {
	k, a := delivered(r, part)
	return k != nil && a != nil
}

// delivered finds the reply of a part number, or the latest one that was delivered, with the share of the unit that gave it. The own
// letter of a merged case counts once the words of the main case's reply have been read into it.
func delivered(r casefile.Reader, part int) (*suggestion.Reply, *suggestion.Assignment) {
	var last *suggestion.Reply
	for _, k := range r.Case.Replies {
		if k.State == suggestion.Delivered && r.Case.Answer(k) && (k.MainCase == 0 || r.Asked[k.No] != nil) && (part == 0 || k.No == part) {
			last = k
		}
	}
	if last == nil {
		return nil, nil
	}
	return last, r.Case.Assignment(last.Assignment)
}

func letter(r casefile.Reader, part int) document.Paper {
	k, a := delivered(r, part)
	unit := r.Dir.OrgName(a.Unit)
	p := document.Paper{
		Letter: true, Mark: unit, Number: k.Number, Heading: r.P.T("lists.paper_reply", "session", session(r), "number", r.Case.Number),
		To: dear(r), Sign: []string{unit, r.P.LongDay(k.IssuedOn)}, Copies: []string{r.P.T("lists.copies", "to", copies(r, a))},
	}
	if k.Contact != "" || k.Phone != "" { // an answer of an earlier system may name nobody
		p.Remark = r.P.T("lists.contact_line", "name", k.Contact, "phone", k.Phone)
	}
	if k.Class != "" {
		p.Class = r.P.T("document.class", "class", k.Class)
	}
	open := k.Opening
	if open == "" {
		open = r.P.T("lists.reply_opens", "title", r.Case.Text.Title)
	}
	p.Blocks = texts(open)
	requests := r.Requests(k)
	for i, text := range k.Answers {
		if i < len(requests) {
			p.Blocks = append(p.Blocks, document.Numbered(r.P, 1, i+1, topic(requests[i])))
		}
		p.Blocks = append(p.Blocks, texts(text)...)
	}
	for _, text := range []string{k.Reason, k.Basis, k.Opinions} {
		p.Blocks = append(p.Blocks, texts(text)...)
	}
	if len(k.Promises) > 0 {
		p.Blocks = append(p.Blocks, document.Numbered(r.P, 1, len(k.Answers)+1, r.P.T("lists.promise")))
	}
	for i, w := range k.Promises {
		promised := r.P.T("lists.promised", "words", w.Words, "result", w.Result, "day", r.P.LongDay(w.Due))
		p.Blocks = append(p.Blocks, document.Text(r.P.T("document.level_3", "n", i+1, "text", promised)))
	}
	return p
}

// dear addresses the proposer: a delegation by its name, a protected deputy as the unit knows them.
func dear(r casefile.Reader) string {
	switch {
	case r.Case.About.Protected, r.Case.Lead == 0:
		return r.P.T("lists.dear_hidden")
	case r.Case.Kind == suggestion.Delegation:
		return r.P.T("papers.to_unit", "unit", r.Dir.OrgName(r.Case.Delegation))
	}
	return r.P.T("lists.dear", "name", deputy(r))
}

// session names the session of the case in full.
func session(r casefile.Reader) string {
	if s, ok := r.Dir.Session(r.Case.Session); ok {
		return document.Session(r.P, r.Dir.Congress.Name, s.Term, s.Number)
	}
	return ""
}

// topic is what a request is about, as the heading above its answer: its first sentence, without the stop that no heading has.
func topic(request string) string {
	const stops = "\u3002\uff1b\uff01\uff1f\n"
	if i := strings.IndexAny(request, stops); i > 0 {
		return request[:i]
	}
	return request
}

// copies names who also receives the letter.
func copies(r casefile.Reader, a *suggestion.Assignment) string {
	to := []string{body(r, org.Committee)}
	if a.Government {
		to = append(to, body(r, org.GovernmentOffice))
	}
	return r.P.List(to)
}

// texts makes a paragraph of each line.
func texts(s string) []document.Block {
	var out []document.Block
	for _, l := range strings.Split(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, document.Text(l))
		}
	}
	return out
}

func opinionForm(r casefile.Reader, part int) document.Paper {
	k, a := delivered(r, part)
	boxes := r.P.T("lists.boxes")
	facts := []document.Line{
		{Term: r.P.T("lists.number"), Value: r.Case.Number},
		{Term: r.P.T("lists.title"), Value: r.Case.Text.Title},
		{Term: r.P.T("lists.who"), Value: deputy(r)},
		{Term: r.P.T("lists.unit"), Value: r.Dir.OrgName(a.Unit)},
		{Term: r.P.T("lists.reply_number"), Value: k.Number},
		{Term: r.P.T("lists.contacted"), Value: r.P.T("lists.contact_boxes")},
	}
	if r.Pack.RatesBoth() {
		facts = append(facts, document.Line{Term: r.P.T("lists.attitude"), Value: boxes}, document.Line{Term: r.P.T("lists.result"), Value: boxes})
	} else {
		facts = append(facts, document.Line{Term: r.P.T("input.one_rating"), Value: boxes})
	}
	facts = append(
		facts,
		document.Line{Term: r.P.T("lists.remarks"), Value: "\n\n\n"},
		document.Line{Term: r.P.T("lists.signature"), Value: "\n\n" + r.P.T("lists.signature_day")},
	)
	return document.Paper{
		Heading: r.P.T("lists.paper_opinion"), Blocks: []document.Block{document.Form(facts...)},
		Remark: r.P.T("lists.opinion_says", "committee", body(r, org.Committee)),
	}
}
