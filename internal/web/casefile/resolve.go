package casefile

import (
	"strings"

	"huiyin/internal/dossier"
	"huiyin/internal/org"
	"huiyin/internal/store"
)

// Names resolves what people type into the fields of units and deputies: the words of the list, or a name that only one holds.
type Names struct {
	Dir   *store.Directory
	Label func(post int64) string
	// Author is the text under which a form offers a deputy of any term; nil where no form asks for one.
	Author func(post int64) string
	Cases  func(number string) (int64, bool)
	// Offered finds a case by the text under which the form offers it; nil where a form offers none.
	Offered func(text string) (int64, bool)
}

// Resolve answers form.Resolve.
func (n Names) Resolve(kind, text string) (int64, bool) {
	text = strings.TrimSpace(text)
	switch kind {
	case "unit", "units", "party":
		o, ok := n.Dir.OrgCalled(text)
		return o.ID, ok && o.Handles()
	case "orgs":
		o, ok := n.Dir.OrgCalled(text)
		return o.ID, ok
	case "deputy", "deputies", "signer":
		return n.holder(text, n.Label, func(p org.Post) bool { return p.Role == org.Deputy && p.To == "" })
	case "author":
		return n.holder(text, n.Author, func(p org.Post) bool { return p.Role == org.Deputy })
	case "members":
		return n.holder(text, n.Label, func(p org.Post) bool { return dossier.Fits("members", p.Role) && p.To == "" })
	case "case", "cases":
		if n.Offered != nil {
			if id, ok := n.Offered(text); ok {
				return id, true
			}
		}
		number, _, _ := strings.Cut(text, " ")
		return n.Cases(number)
	}
	return 0, false
}

// holder finds who holds a post that fits, by the words of the list or by a name that only one holds.
func (n Names) holder(text string, label func(post int64) string, fits func(org.Post) bool) (int64, bool) {
	var found int64
	for _, p := range n.Dir.Posts {
		if !fits(p) {
			continue
		}
		if label(p.ID) == text {
			return p.ID, true
		}
		if n.Dir.PersonName(p.Person) == text {
			if found != 0 {
				return 0, false // two of that name: the list tells them apart
			}
			found = p.ID
		}
	}
	return found, found != 0
}
