package words

import "strings"

// perCongress is how many case numbers each congress has for itself.
const perCongress = 100_000

// Index gives the number of the n-th case of a congress, for use as i in every function of this package. Cases of a
// live county or township happen there and name its own units; the city's numbers begin at 0.
func Index(congress string, n int) int {
	for k, c := range congressRows() {
		if c.Key == congress {
			return k*perCongress + n
		}
	}
	return n
}

// countyUnit maps a city unit to what a county has for it.
var countyUnit = map[string]string{
	"jyj": "jyj", "gaj": "gaj", "mzj": "mzj", "czj": "czj", "zrj": "zrj", "zjj": "zjj", "jtj": "jtj", "nyj": "nyj", "wjw": "wjj",
	"slj": "nyj", "lyj": "nyj", "hbj": "zrj", "cgj": "zjj", "wlj": "jyj", "ybj": "wjj", "sfj": "gaj", "xfd": "gaj", "yjj": "gaj",
	"rsj": "mzj", "cjl": "mzj", "fnl": "mzj", "tsw": "mzj", "sgb": "mzj", "zzb": "mzj", "gjg": "jtj", "swg": "zjj", "ctj": "zjj",
	"qxj": "nyj", "gxs": "nyj", "zjy": "gaj", "jcy": "gaj", "zfw": "gaj",
}

// townUnit maps a county unit to one of a township's three.
var townUnit = map[string]string{
	"nyj": "nongye", "jtj": "nongye", "fgj": "nongye", "czj": "nongye",
	"gaj": "zonghe", "zjj": "zonghe", "zrj": "zonghe", "jyj": "shehui", "wjj": "shehui", "mzj": "shehui",
}

// localUnits replaces the city's units by those of the congress at home.
func (s *scene) localUnits() {
	home := s.home
	swap := func(k string) string {
		u, ok := countyUnit[k]
		if !ok {
			u = "fgj"
		}
		if home.Level == "township" {
			u = townUnit[u]
		}
		return home.Key + "_" + u
	}
	s.lead = swap(s.matter.Lead)
	s.co = nil
	for _, k := range s.matter.Co {
		if k = swap(k); k != s.lead && (len(s.co) == 0 || s.co[0] != k) {
			s.co = append(s.co, k)
		}
	}
}

// placesOf narrows the map to the congress at home.
func placesOf(home Congress, urban bool) []place {
	g := geography()
	all := g.rural
	if urban {
		all = g.urban
	}
	if home.Key == CityKey {
		return all
	}
	var out []place
	for _, p := range append(append([]place{}, all...), g.rural...) {
		if home.Level == "township" && p.name+"人民代表大会" == home.Name || home.Level == "county" && p.countyKey == home.Key && p.urban == urban {
			out = append(out, p)
		}
	}
	return out
}

// whole is what a title says for everywhere in the congress's area (全市、全县、全镇).
func (c Congress) whole() string {
	area := strings.TrimSuffix(c.Name, "人民代表大会")
	for _, end := range []string{"市", "县", "区", "镇", "乡"} {
		if strings.HasSuffix(area, end) {
			return "全" + end
		}
	}
	return "全市"
}
