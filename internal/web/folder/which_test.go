package folder

import (
	"testing"

	"huiyin/internal/campaign"
	"huiyin/internal/dossier"
	"huiyin/internal/i18n"
	"huiyin/internal/look"
	"huiyin/internal/supervision"
)

func TestWhichThingOfADossierWaits(t *testing.T) {
	item, told := &campaign.Item{Title: "Hold the meeting"}, &supervision.Instruction{Text: "Report by Friday"}
	item.No, told.No = 3, 4
	plan, key := &campaign.Campaign{Title: "The year", Items: []*campaign.Item{item}}, &supervision.Key{Title: "Roads", Instruct: []*supervision.Instruction{told}}
	p := i18n.For("en")
	for _, c := range []struct {
		name string
		doc  dossier.Doc
		part int
		want string
	}{
		{"an item by its title", plan, 3, "Hold the meeting"},
		{"an instruction by its text", key, 4, "Report by Friday"},
		{"an entry by its list", &look.Entry{Title: "Roads", List: "public"}, 0, p.T("option.list.public")},
		{"the whole plan says nothing more", plan, 0, ""},
		{"a part that is not there", plan, 9, ""},
	} {
		if got := Which(p, c.doc, c.part); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
