package words

import (
	"slices"
	"strings"
	"testing"

	"huiyin/internal/reading"
	"huiyin/internal/rule"
)

// What a deputy must not be told on a good text, and must be told on a bad one, in percent of the drafts.
const (
	falseAlarms = 5  // of sound drafts with anything to remark
	apartFound  = 35 // of drafts with a request of another matter
	titlesFound = 40 // of drafts whose title joins two matters
)

func drafted(c CaseText) reading.Draft {
	return reading.Draft{Level: "city", Title: c.Title, Situation: c.Situation, Analysis: c.Analysis, Requests: c.Requests, Repeated: c.Repeated != ""}
}

// excludedSentences are matters unfit for a suggestion, as they slip into a text.
var excludedSentences = map[string]string{
	"personal":         "我家的宅基地被占用多年，希望给予补偿。",
	"own_unit":         "我单位人手紧张，请增加编制3名。",
	"self_interest":    "本人投资的茶园基地希望享受补贴。",
	"forwarded_letter": "现将村民联名信转来，请予办理。",
	"complaint":        "我实名举报村主任贪污集体资金。",
	"judicial_case":    "此案一审判决后，被告至今不履行。",
	"bidding":          "该项目中标结果有围标串通，应当重新招标。",
	"promotion":        "建议推广使用我公司研发的净水产品。",
	"academic":         "本文从理论出发，对其概念的内涵与外延进行探讨。",
	"consultation":     "请问这类补助如何办理？",
	"beyond_powers":    "建议国务院修改有关条例，提高标准。",
}

// TestTheCoachOnTheInventedCity measures the coach on texts that nobody wrote for it: the sound ones, and the same with something planted.
func TestTheCoachOnTheInventedCity(t *testing.T) {
	pack, ok := rule.Shipped().Latest("hunan-city")
	if !ok {
		t.Fatal("no pack")
	}
	keys := func(d reading.Draft) []string {
		var out []string
		for _, f := range reading.Coach(d, pack) {
			out = append(out, f.Key)
		}
		return out
	}
	alarms, apart, titles, planted, named, other := 0, 0, 0, 0, 0, 0
	codes := []string{}
	for code := range excludedSentences {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for i := range sample {
		c := Case(3, i, "2026-01-14")
		d := drafted(c)
		if said := keys(d); len(said) > 0 {
			alarms++
			continue
		}
		far := Case(3, (i*7+311)%sample, "2026-01-14")
		if sector := func(c CaseText) string { s, _, _ := strings.Cut(c.Category, "."); return s }; sector(far) != sector(c) {
			other++
			mixed := d
			mixed.Requests = append(slices.Clone(d.Requests), far.Requests[0])
			if slices.Contains(keys(mixed), "matters_request") {
				apart++
			}
			mixed = d
			mixed.Title = strings.TrimSuffix(c.Title, "的建议") + "和" + strings.TrimPrefix(far.Title, "关于")
			if slices.Contains(keys(mixed), "matters_title") {
				titles++
			}
		}
		code := codes[i%len(codes)]
		bad := d
		if code == "beyond_powers" {
			bad.Requests = append(slices.Clone(d.Requests), excludedSentences[code])
		} else {
			bad.Situation += excludedSentences[code]
		}
		planted++
		for _, f := range reading.Coach(bad, pack) {
			if f.Key == code && strings.Contains(excludedSentences[code], f.Quote) {
				named++
			}
		}
	}
	t.Logf("sound: %d of %d drafts with remarks; excluded: %d of %d named by their sentence; another matter's request: %d, its title: %d of %d",
		alarms, sample, named, planted, apart, titles, other)
	if alarms*100 > falseAlarms*sample {
		t.Errorf("%d of %d sound drafts are remarked on", alarms, sample)
	}
	if named < planted {
		t.Errorf("%d of %d planted sentences are named", named, planted)
	}
	if apart*100 < apartFound*other || titles*100 < titlesFound*other {
		t.Errorf("of %d drafts of two matters the requests betray %d, the titles %d", other, apart, titles)
	}
}
