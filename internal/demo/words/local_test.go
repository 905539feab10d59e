package words

import (
	"strings"
	"testing"
)

// TestCountiesAndTownshipsLive writes cases of the smaller congresses: their own places, units and words.
func TestCountiesAndTownshipsLive(t *testing.T) {
	orgs := map[string]string{}
	for _, o := range MakeCity(3).Orgs {
		orgs[o.Key] = o.Congress
	}
	seen := map[string]bool{}
	for _, home := range congressRows() {
		if !home.Live {
			continue
		}
		for n := range 60 {
			i := Index(home.Key, n)
			c := Case(3, i, "2026-01-14")
			if c.Congress != home.Key || orgs[c.Lead] != home.Key {
				t.Fatalf("%s: case of %s led by %s", home.Key, c.Congress, c.Lead)
			}
			for _, k := range c.Co {
				if orgs[k] != home.Key || k == c.Lead {
					t.Errorf("%s: co-handler %s", home.Key, k)
				}
			}
			if home.Level == "township" && !strings.HasPrefix(home.Name, c.Place) || home.Level == "county" && c.County != home.Key {
				t.Errorf("%s: case in %s of %s", home.Key, c.Place, c.County)
			}
			r := ReplyText(3, i, Ask{Outcome: Promised, Round: 1, On: "2026-04-20"})
			if o := Object(3, i, 0, c.Lead, "2026-02-20"); o.Proposed == c.Lead || orgs[o.Proposed] != home.Key {
				t.Errorf("%s: %s proposes %s", home.Key, c.Lead, o.Proposed)
			}
			for p := range strings.SplitSeq(c.Situation+"\n"+c.Analysis+"\n"+strings.Join(c.Requests, "\n")+"\n"+r.Text(), "\n") {
				if seen[p] {
					t.Errorf("%s repeats: %s", home.Key, p)
				}
				seen[p] = true
				if bad := fault(p); bad != "" {
					t.Errorf("%s: %s in %s", home.Key, bad, p)
				}
			}
		}
	}
}
