package sheet_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"huiyin/internal/intake/sheet"
	"huiyin/internal/rule"
)

func under(t *testing.T, id string) sheet.Options {
	t.Helper()
	p, ok := rule.Shipped().Latest(id)
	if !ok {
		t.Fatalf("no pack %s", id)
	}
	return sheet.Options{Directory: directory()}.Under(p)
}

// A class is typed as the scheme's code or label, and checked against the pack of the congress.
func TestClassesOfThePack(t *testing.T) {
	for _, c := range []struct{ pack, typed, code, want string }{
		{"hunan-city", "a类", "A", ""},
		{"hunan-city", "Ｂ", "B", "答复类别为“B”而没有承诺，承诺记为未载。"},
		{"hunan-city", "D", "", "“D”不在本级答复分类内：A、B、C。"},
		{"shanghai", "解决采纳", "adopted", ""},
		{"shanghai", "正在解决", "solving", "答复类别为“正在解决”而没有承诺，承诺记为未载。"},
		{"shanghai", "A", "", "“A”不在本级答复分类内：解决采纳、正在解决、计划解决、留作参考。"},
	} {
		y, problems := readYear(t, raw(t, rawSheet{name: "建议", data: rows(suggestionHead, good("1").with("答复类别", c.typed))}), under(t, c.pack))
		got := slices.DeleteFunc(said(problems), func(s string) bool { return s == noUnits })
		var want []string
		if c.want != "" {
			want = []string{"建议!P2 " + c.want}
			if c.code != "" {
				want[0] = "~" + want[0]
			}
		}
		if len(got)+len(want) > 0 && !cmp.Equal(got, want) || y.Suggestions[0].Reply.Class != c.code {
			t.Errorf("%s %s: got %q %v, want %v", c.pack, c.typed, y.Suggestions[0].Reply.Class, got, want)
		}
	}
}

// A case whose units answered separately counts under the least favourable class.
func TestSeparateUnitsCountOnce(t *testing.T) {
	part := cells{"编号": "1", "承办单位": "市住建局", "承办方式": "分办", "交办日期": "2023-02-20", "答复日期": "2023-05-18", "答复类别": "A", "结果评价": "满意"}
	file := raw(t, rawSheet{name: "建议", data: rows(suggestionHead, good("1").with("答复类别", "", "答复日期", "", "结果评价", "", "评价日期", ""))},
		rawSheet{name: "承办", data: rows(assignmentHead, part, part.with("承办单位", "市水利局", "答复类别", "C"))},
		rawSheet{name: "合计", data: line(1, "项目", "件数") + line(2, "合计", "1") + line(3, "A", "0") + line(4, "C", "1")})
	y, problems := readYear(t, file, under(t, "hunan-city"))
	if len(problems) > 0 {
		t.Fatal(said(problems))
	}
	if s := y.Suggestions[0]; !s.Reply.Empty() || s.Assignments[0].Reply.Class != "A" || s.Assignments[1].Reply.Class != "C" {
		t.Errorf("got %+v", s)
	}
}
