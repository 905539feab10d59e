package look_test

import (
	"strconv"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/look"
	"huiyin/internal/suggestion"
)

func itoa(n int) string { return strconv.Itoa(n) }

func suggestionDay(s string) calendar.Day { return calendar.Day(s) }

// What a text names, by its outside: a date, an amount, a number, a person, a document; and what names nothing.
func TestStructuralReading(t *testing.T) {
	for text, want := range map[string]string{
		"我单位高度重视，将认真研究，统筹推进，逐步落实。": "",
		"一定加强领导，进一步提高认识，把各项工作做好。":  "",
		"":                "",
		"……！！？？":          "",
		"将于2026年10月底前完工。": "date number",
		"年内完成。":           "date",
		"十月底前完成。":         "date",
		"投入资金五十万元。":       "amount",
		"已拨付120.5万元。":     "amount number",
		"修复路灯八处。":         "number",
		"新增３个班次。":         "number",
		"由分管副局长负责。":       "person",
		"请与王主任联系。":        "person",
		"依据《城乡规划法》办理。":    "document",
		"见某函〔2026〕12号。":   "number document",
	} {
		r := look.Structural(text)
		got := ""
		for _, k := range []struct {
			name string
			n    int
		}{{"date", r.Dates}, {"amount", r.Amounts}, {"number", r.Numbers}, {"person", r.People}, {"document", r.Documents}} {
			if k.n > 0 {
				got += " " + k.name
			}
		}
		if len(got) > 0 {
			got = got[1:]
		}
		if got != want {
			t.Errorf("%s: names %q, want %q", text, got, want)
		}
	}
}

// One text to several cases is found whatever the title, the spaces and the punctuation; boxes left empty and letters of merged cases are not.
func TestCopies(t *testing.T) {
	reply := func(id int64, title string, more func(r *suggestion.Reply), answers ...string) *suggestion.Case {
		r := &suggestion.Reply{Head: suggestion.Head{No: 3}, Answers: answers, DeliveredOn: "2026-03-02"}
		if more != nil {
			more(r)
		}
		return &suggestion.Case{ID: id, Text: suggestion.Text{Title: title}, Replies: []*suggestion.Reply{r}}
	}
	own := reply(1, "关于修路的建议", nil, "关于修路的建议收悉，将认真研究。")
	for name, c := range map[string]struct {
		other *suggestion.Case
		want  int
	}{
		"the same with another title":       {reply(2, "关于建桥的建议", nil, "关于建桥的建议收悉，将认真研究。"), 1},
		"the same in other boxes":           {reply(2, "建桥", nil, "收悉 ", "将认真研究"), 1},
		"another text":                      {reply(2, "建桥", nil, "收悉，将认真落实。"), 0},
		"the same, but not delivered":       {reply(2, "建桥", func(r *suggestion.Reply) { r.DeliveredOn = "" }, "收悉，将认真研究。"), 0},
		"the letter of a merged case":       {reply(2, "建桥", func(r *suggestion.Reply) { r.MainReply = 9 }, "收悉，将认真研究。"), 0},
		"the case's own reply of last time": {reply(1, "修路", nil, "收悉，将认真研究。"), 0},
	} {
		if got := len(look.Index([]*suggestion.Case{own, c.other}).Copies(own, own.Replies[0])); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	blank, other := reply(1, "修路", nil, "", ""), reply(2, "建桥", nil, "。")
	if got := look.Index([]*suggestion.Case{blank, other}).Copies(blank, blank.Replies[0]); len(got) != 0 {
		t.Errorf("empty boxes are copies of each other: %v", got)
	}
}
