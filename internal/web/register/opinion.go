package register

import (
	"net/url"
	"strconv"

	"huiyin/internal/document"
	"huiyin/internal/org"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/templates"
)

// valid reports whether an opinion stands: one that was sent back is not a paper until it is mended.
func valid(k *suggestion.Opinion) bool {
	return k.State == suggestion.Given || k.State == suggestion.Taken
}

// opined finds the opinion of a part number, or the latest one that stands, with the share of the unit that gave it.
func opined(c *suggestion.Case, part int) (*suggestion.Opinion, *suggestion.Assignment) {
	var last *suggestion.Opinion
	for _, o := range c.Opinions {
		if valid(o) && (part == 0 || o.No == part) {
			last = o
		}
	}
	if last == nil {
		return nil, nil
	}
	return last, c.Assignment(last.Assignment)
}

func isOpined(r casefile.Reader, part int) bool {
	k, a := opined(r.Case, part)
	return k != nil && a != nil && leadUnit(r.Case) != nil
}

// coOpinion is a co-handler's opinion (会办意见): a letter to the lead unit, not to the deputy.
func coOpinion(r casefile.Reader, part int) document.Paper {
	k, a := opined(r.Case, part)
	lead := leadUnit(r.Case)
	unit := r.Dir.OrgName(a.Unit)
	return document.Paper{
		Letter: true, Mark: unit, Number: k.Number, Heading: r.P.T("papers.co_opinion_head", "session", session(r), "number", r.Case.Number),
		To: r.P.T("papers.to_unit", "unit", r.Dir.OrgName(lead.Unit)), Sign: []string{unit, r.P.LongDay(k.On)},
		Blocks: append(texts(r.P.T("papers.co_opinion_opens", "title", r.Case.Text.Title)), texts(k.Text)...),
		Copies: []string{r.P.T("lists.copies", "to", copies(r, a))},
	}
}

// leadUnit is the share of the unit that answers the deputy together with co-handlers.
func leadUnit(c *suggestion.Case) *suggestion.Assignment {
	for _, a := range c.Live() {
		if a.Role == suggestion.LeadRole {
			return a
		}
	}
	return nil
}

// PaperLinks are the papers of a case that exist for its reader.
func PaperLinks(r casefile.Reader) []templates.Link {
	var out []templates.Link
	add := func(name string, part, round int, unit int64) {
		if !papers[name].has(r, part) {
			return
		}
		href, text := casefile.Href(r.Case.ID)+"/print/"+name, r.P.T("papers."+name)
		if part != 0 {
			href += "?" + url.Values{"part": {strconv.Itoa(part)}}.Encode()
		}
		if round > 1 {
			text = r.P.T("papers.of_round", "paper", text, "n", round)
		}
		if unit != 0 {
			text = r.P.T("papers.of_unit", "paper", text, "unit", r.Dir.OrgShort(unit))
		}
		out = append(out, templates.Link{Href: href, Text: text})
	}
	add("form", 0, 0, 0)
	add("slip", 0, 0, 0)
	for _, k := range r.Case.Opinions {
		if a := r.Case.Assignment(k.Assignment); a != nil {
			add("co_opinion", k.No, 0, a.Unit)
		}
	}
	for _, k := range r.Case.Replies {
		a := r.Case.Assignment(k.Assignment)
		if a == nil || k.State != suggestion.Delivered {
			continue
		}
		add("reply", k.No, k.Round, a.Unit)
		if rates(r.Actor.Post.Role) {
			add("opinion", k.No, k.Round, a.Unit)
		}
	}
	for i, k := range r.Case.Remarks {
		if k.Kind == "urge" {
			add("urge", i+1, 0, k.Unit)
		}
	}
	return out
}

// rates are the roles that use the form on which a deputy judges a reply: it goes from the deputy to the committee.
func rates(role org.Role) bool {
	return role == org.Deputy || role == org.DelegationAide || role == org.CommitteeClerk || role == org.CommitteeHead
}
