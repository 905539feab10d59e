package folder

import (
	"testing"

	"huiyin/internal/campaign"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

// What a form begins with is what the document says under the same name, but for the words that each act asks for itself.
func TestWhatAFormBeginsWith(t *testing.T) {
	plan := &campaign.Campaign{Title: "The year", Aim: "Answers that hold"}
	plan.State = "running"
	key := &supervision.Key{Title: "Roads", Reason: "Many deputies ask"}
	key.State = "nominated"
	for _, c := range []struct {
		name  string
		doc   dossier.Doc
		do    flow.Action
		cmd   any
		field string
		want  string
	}{
		{"a plan that is changed keeps its name", plan, "change_campaign", &campaign.ChangeCampaign{}, "title", "The year"},
		{"and its aim", plan, "change_campaign", &campaign.ChangeCampaign{}, "aim", "Answers that hold"},
		{"an activity that is added is not called as the plan", plan, "add_item", &campaign.AddItem{}, "title", ""},
		{"nor is a meeting about it", plan, "hold_team_meeting", &campaign.HoldTeam{}, "title", ""},
		{"why a key suggestion was nominated is not why it is left out", key, "leave_out_key", &suggestion.Reason{}, "reason", ""},
	} {
		m := Maker{Reader: Reader{DossierSheet: desk.DossierSheet{Doc: c.doc}}, Do: c.do, Cmd: c.cmd}
		if got := m.Prefill().Get(c.field); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
