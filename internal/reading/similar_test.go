package reading

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// vocabularyOf makes a vocabulary of texts.
func vocabularyOf(texts ...Terms) Vocabulary {
	v := Vocabulary{Texts: len(texts), Of: map[Term]int{}}
	for _, t := range texts {
		for k := range t {
			v.Of[k]++
		}
	}
	return v
}

func like(a, b Terms, v Vocabulary) float64 { return Likeness(a, b, v, a.Length(v), b.Length(v)) }

func TestTextsOnOneMatterAreAlike(t *testing.T) {
	lifts := TermsOf("关于支持老旧小区加装电梯的建议", "老旧小区多为步梯楼，老年人上下楼困难，请出台加装电梯补贴办法。")
	elder := TermsOf("关于加快既有住宅加装电梯的建议", "既有住宅没有电梯，高龄居民上下楼困难，请明确加装电梯补贴标准。")
	water := TermsOf("关于整治农村黑臭水体的建议", "部分沟渠淤积发黑，污水直排，请清淤疏浚、截污纳管。")
	school := TermsOf("关于丰江镇增加学位的建议", "丰江镇中心小学大班额突出，请扩建教室。")
	road := TermsOf("关于丰江镇公路安防工程的建议", "丰江镇临崖路段没有护栏，请安装波形护栏。")
	v := vocabularyOf(lifts, elder, water, school, road)
	for _, c := range []struct {
		says  string
		a, b  Terms
		alike bool
	}{
		{"the same matter in other words", lifts, elder, true},
		{"the same text", water, water, true},
		{"different matters", lifts, water, false},
		{"different matters of one town", school, road, false},
		{"a text without words", Terms{}, lifts, false},
	} {
		got := like(c.a, c.b, v)
		if (got >= LeastLikeness) != c.alike || math.Abs(got-like(c.b, c.a, v)) > 1e-9 || got < 0 || got > 1 {
			t.Errorf("%s: %.3f, the other way round %.3f", c.says, got, like(c.b, c.a, v))
		}
	}
}

func TestSharedWordsExplain(t *testing.T) {
	a := "关于支持老旧小区加装电梯的建议\n丰江镇老旧小区上下楼困难，请给予补贴。FTTR宽带"
	b := "关于丰江镇老旧小区改造的建议\n同步加装电梯，铺设FTTR"
	got := Shared(Runs(a), b, TermsOf("", b), vocabularyOf(TermsOf("", a)))
	for _, want := range []string{"老旧小区", "加装电梯"} {
		if !slices.Contains(got, want) {
			t.Errorf("%v does not name %s", got, want)
		}
	}
	if slices.Contains(got, "丰江镇") || len(got) > sharedWords {
		t.Errorf("says %v", got)
	}
	if got := Shared(Runs(a), "关于别的事情", TermsOf("关于别的事情"), vocabularyOf(TermsOf("", a))); got != nil {
		t.Errorf("nothing is shared, and it says %v", got)
	}
}

func TestSharedWordsAreWholeWords(t *testing.T) {
	for _, row := range []struct{ one, other, want string }{
		{"养老机构运行经费按床位每年补贴", "运行经费按床位每月拨付", "运行经费按床位"},
		{"各校车配备照管员", "各校车配备照管员每", "校车配备照管员"},
		{"车位各自为政", "车位各", "车位"},
		{"每各", "每各", ""},
	} {
		got := Shared(Runs(row.one), row.other, TermsOf("", row.other), vocabularyOf(TermsOf("", row.one)))
		if strings.Join(got, " ") != row.want {
			t.Errorf("%s and %s share %q, want %q", row.one, row.other, got, row.want)
		}
	}
}

// What is kept in databases was made by this version: whoever changes the terms of a text raises SimilarVersion.
func TestTheTermsOfAVersion(t *testing.T) {
	got := TermsOf("关于推进5G网络建设的建议", "在丰江镇建基站")
	want := Terms{termOf("5g"): 3, termOf("网络"): 3, termOf("络建"): 3, termOf("建设"): 3, termOf("丰江"): 0.1, termOf("江镇"): 0.1, termOf("建基"): 1, termOf("基站"): 1}
	if SimilarVersion != 1 || termOf("电梯") != 682628790 {
		t.Errorf("version %d, 电梯 is %d", SimilarVersion, termOf("电梯"))
	}
	if len(got) != len(want) {
		t.Errorf("%d terms, want %d", len(got), len(want))
	}
	for k, n := range want {
		if got[k] != n {
			t.Errorf("term %d stands %v times, want %v", k, got[k], n)
		}
	}
}

func TestASketchIsWhatATextIsAbout(t *testing.T) {
	long := ""
	for r := rune(0x4e00); r < 0x4e00+400; r++ {
		long += string(r)
	}
	terms := TermsOf("关于加装电梯的建议", long)
	s := terms.Sketch(vocabularyOf(terms))
	sum := 0.0
	for _, w := range s {
		sum += w.Weight * w.Weight
	}
	if len(s) != sketched || math.Abs(sum-1) > 1e-9 {
		t.Errorf("%d terms, squares add up to %.3f", len(s), sum)
	}
	if s[0].Weight < s[len(s)-1].Weight || !slices.ContainsFunc(s, func(w Weighed) bool { return w.Term == termOf("电梯") }) {
		t.Error("the title's words are not among the weightiest")
	}
	v := Vocabulary{Texts: 1000, Of: map[Term]int{termOf("电梯"): 400}}
	if slices.ContainsFunc(terms.Sketch(v), func(w Weighed) bool { return w.Term == termOf("电梯") }) {
		t.Error("what two in five texts contain stands for one")
	}
}
