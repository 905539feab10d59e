package words

import (
	"strings"
	"sync"
)

var unitNames = sync.OnceValue(func() map[string]string {
	out := map[string]string{"zfb": "市政府办公室", "lgw": "市人大常委会联工委"}
	for _, u := range unitRows() {
		out[u[0]] = u[2]
	}
	for _, c := range counties() {
		out["gov_"+c[0]] = c[1] + "政府"
	}
	for _, c := range tenants() {
		area := strings.TrimSuffix(c.Name, "人民代表大会")
		switch c.Level {
		case "county":
			for _, u := range table("data/countyunits.txt") {
				out[c.Key+"_"+u[0]] = area + u[1]
			}
		case "township":
			for _, u := range townUnits {
				out[c.Key+"_"+u[0]] = area + u[1]
			}
		}
	}
	return out
})

// townUnits are the three bodies of a township that handle suggestions.
var townUnits = [][2]string{{"nongye", "农业综合服务中心"}, {"shehui", "社会事务综合服务中心"}, {"zonghe", "综合行政执法大队"}}

// shortName is the everyday name of a unit (市教育局).
func shortName(key string) string { return unitNames()[key] }

// selfName is how a unit speaks of itself in a letter.
func selfName(key string) string {
	n := shortName(key)
	for _, e := range [][2]string{{"局", "我局"}, {"委", "我委"}, {"院", "我院"}, {"部", "我部"}, {"中心", "我中心"}, {"公司", "我公司"}, {"集团", "我集团"}, {"办", "我办"}, {"会", "我会"}, {"联", "我会"}, {"社", "我社"}, {"支队", "我支队"}, {"大队", "我大队"}, {"区政府", "我区"}, {"县政府", "我县"}, {"市政府", "我市"}} {
		if strings.HasSuffix(n, e[0]) {
			return e[1]
		}
	}
	return "我单位"
}
