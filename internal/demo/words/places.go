package words

import (
	"strings"
	"sync"
)

// place is a township or street (乡镇、街道) of a county; cases happen in places.
type place struct {
	county, countyKey, river, name string
	urban                          bool
}

const townsPerCounty = 16

// atlas is the fixed geography: which seed is played changes people and cases, not the map.
type atlas struct{ rural, urban []place }

var geography = sync.OnceValue(func() atlas {
	var a atlas
	p := stems()
	order := dice(20230109).shuffle(len(p["town"]) * len(p["town2"]))
	next := 0
	stem := func() string {
		n := order[next]
		next++
		return p["town"][n/len(p["town2"])] + p["town2"][n%len(p["town2"])]
	}
	for _, c := range counties() {
		streets := 3
		if c[3] == "district" {
			streets = 11
		}
		for t := range townsPerCounty {
			pl := place{countyKey: c[0], county: c[1], river: c[4]}
			switch {
			case t < streets:
				pl.name, pl.urban = stem()+"街道", true
				a.urban = append(a.urban, pl)
			case t == townsPerCounty-1 && c[3] != "district":
				pl.name = stem() + "乡"
				a.rural = append(a.rural, pl)
			default:
				pl.name = stem() + "镇"
				a.rural = append(a.rural, pl)
			}
		}
	}
	return a
})

// village names a village or community inside a place.
func (p place) village(d dice) string {
	s := stems()
	a, b := s["village"], s["village2"]
	end := "村"
	if p.urban {
		end = "社区"
	}
	return a[d.salt(1).below(len(a))] + b[d.salt(2).below(len(b))] + end
}

// road names a road in a place.
func (p place) road(d dice) string {
	s := stems()
	if !p.urban {
		return strings.TrimRight(p.name, "镇乡") + "至" + strings.TrimSuffix(p.village(d.salt(9)), "村") + "公路"
	}
	a, b := s["road"], s["road2"]
	return a[d.salt(3).below(len(a))] + b[d.salt(4).below(len(b))] + "路"
}
