package lifecycle

import (
	_ "embed" // mission.json
	"encoding/json"

	"huiyin/internal/i18n"
)

//go:embed mission.json
var missionData []byte

// Deed is one thing that the two cities of the founding report do, with the page on which it is done and the journey that acts it in a step of the
// same number. Page is the pattern of a page, "act NAME" for the page of an act, "dossier KIND" for the page of a dossier of a kind, or
// "/year/KIND" for a list of dossiers.
type Deed struct {
	ID   string `json:"id"` // S for Shaoyang's chain, H for Hengyang's year
	Text string `json:"text"`
	Page string `json:"page"`
	Test string `json:"test"` // file name of the journey begins with it
}

// Deeds lists what the two cities do, in the order of the report.
func Deeds() ([]Deed, error) {
	var out []Deed
	err := json.Unmarshal(missionData, &out)
	return out, err
}

// Mission writes docs/mission.md: sentence, page, journey and step. The browser journeys fail where a step named here did not run to its end or did
// not open its page.
func Mission(p *i18n.Printer) string {
	w := &page{p: p}
	w.line("# ", p.T("life.mission.title"))
	w.line()
	w.line(p.T("life.mission.intro"))
	deeds, err := Deeds()
	if err != nil {
		return err.Error() // embedded data: a test reads it first
	}
	for _, city := range []string{"S", "H"} {
		w.head(2, p.T("life.mission.city_"+city))
		w.columns("life.mission.id", "life.mission.text", "life.mission.page", "life.mission.test")
		for _, d := range deeds {
			if d.ID[:1] == city {
				w.row(d.ID, d.Text, "`"+d.Page+"`", "`e2e/journeys/"+d.Test+"` "+d.ID)
			}
		}
	}
	return w.String()
}
