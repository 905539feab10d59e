package reading

import (
	"strings"
	"testing"
)

func show(ps []Piece) string {
	var b strings.Builder
	for _, p := range ps {
		switch p.Op {
		case Gone:
			b.WriteString("[-" + p.Text + "]")
		case Added:
			b.WriteString("[+" + p.Text + "]")
		default:
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestRedline(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"nothing changed", "加快补齐短板。", "加快补齐短板。", "加快补齐短板。"},
		{"a word replaced", "建议市财政安排专项资金三百万元。", "建议市财政安排专项资金五百万元。", "建议市财政安排专项资金[-三][+五]百万元。"},
		{"a sentence added", "一是调查。", "一是调查。二是整改。", "一是调查。[+二是整改。]"},
		{"a sentence removed", "一是调查。二是整改。", "二是整改。", "[-一是调查。]二是整改。"},
		{"a paragraph rewritten", "道路狭窄，停车困难。", "学校周边没有人行天桥。", "[-道路狭窄，停车困难。][+学校周边没有人行天桥。]"},
		{"numbers stay whole", "共376件。", "共378件。", "共[-376][+378]件。"},
		{"from nothing", "", "新写。", "[+新写。]"},
		{"to nothing", "旧文。", "", "[-旧文。]"},
		{"both empty", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(Redline(c.before, c.after)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func sides(ps []Piece) (before, after string) {
	for _, p := range ps {
		if p.Op != Added {
			before += p.Text
		}
		if p.Op != Gone {
			after += p.Text
		}
	}
	return before, after
}

func TestLongTextsAreComparedWithoutEnd(t *testing.T) {
	before := strings.Repeat("甲乙丙丁", 2500)
	after := strings.Repeat("戊己庚辛，", 2500)
	if x, y := sides(Redline(before, after)); x != before || y != after {
		t.Error("text lost")
	}
}

func FuzzRedline(f *testing.F) {
	f.Add("一是调查，二是整改。", "一是整改，二是调查。")
	f.Add("abc 12", "abd 13")
	f.Fuzz(func(t *testing.T, before, after string) {
		before, after = strings.ToValidUTF8(before, ""), strings.ToValidUTF8(after, "")
		if x, y := sides(Redline(before, after)); x != before || y != after {
			t.Fatalf("%q → %q told as %q → %q", before, after, x, y)
		}
	})
}
