package suggestion_test

import (
	"strings"
	"testing"

	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
	"huiyin/internal/suggestion/suggestiontest"
)

// What a command says is checked by its tags, in its rows as at its top.
func TestTheShapeOfACommand(t *testing.T) {
	title := func(s string) any { return &suggestion.StartDraft{WriteText: suggestion.WriteText{Title: s}} }
	duty := func(level, name string) any {
		return &suggestion.Plan{Plan: "七月摸底", People: []suggestion.Duty{{Level: level, Name: name}}}
	}
	for _, row := range []struct {
		name       string
		cmd        any
		complaints string
	}{
		{"a title with characters beyond the basic plane", title("关于𠮷野家𪚥的建议😀"), ""},
		{"a control character", title("a\x00b"), "title field.characters"},
		{"a control character of the second block", title("a\u0085b"), "title field.characters"},
		{"bytes that are no UTF-8", title("a\xff\xfeb"), "title field.characters"},
		{"what a decoder puts in the place of such bytes", title("a\ufffdb"), "title field.characters"},
		{"a code point that is no character", title("a\uffffb"), "title field.characters"},
		{"a mark that turns the writing direction", title("关于\u202e灯路\u202c的建议"), "title field.characters"},
		{"a mark without width inside a word", title("关于\u200b路灯"), ""},
		{"a reason that shows nothing", &suggestion.Reason{Reason: "\u200b\ufeff \u00ad"}, "reason field.required"},
		{"somebody responsible at a level", duty("head", "甲"), ""},
		{"a level that nobody knows", duty("emperor", "甲"), "people.0.level field.choice"},
		{"somebody responsible without a name", duty("head", ""), "people.0.name field.required"},
		{"a name that no line holds", duty("head", strings.Repeat("长", 61)), "people.0.name field.too_long"},
		{
			"a share in a role that nobody knows",
			&suggestion.AddUnits{Reason: "须配合", Shares: []suggestion.Share{{Unit: 1, Role: "boss", Reason: "a\x00"}}},
			"shares.0.role field.choice, shares.0.reason field.characters",
		},
	} {
		var got []string
		if err := suggestion.CheckShape(row.cmd); err != nil {
			f, _ := fault.As(err)
			for _, x := range f.Fields {
				got = append(got, x.Name+" "+x.Key)
			}
		}
		if s := strings.Join(got, ", "); s != row.complaints {
			t.Errorf("%s: %q, not %q", row.name, s, row.complaints)
		}
	}
}

// A text of one line is kept as one line, whatever came along with what was pasted; paragraphs keep their lines.
func TestALineIsKeptAsOneLine(t *testing.T) {
	for _, row := range []struct{ name, typed, kept string }{
		{"as typed", "关于加快路灯建设的建议", "关于加快路灯建设的建议"},
		{"a title that Word broke", "关于加快\r\n路灯建设的建议\r\n", "关于加快 路灯建设的建议"},
		{"a tab from a table", "关于\t路灯\t的建议", "关于 路灯 的建议"},
		{"a line break that is a vertical tab", "关于\u2028路灯\n\n的建议", "关于 路灯 的建议"},
		{"a wide space and a narrow one", "  关于\u3000\u00a0 路灯", "关于 路灯"},
		{"words of another language", "about  street\n lamps", "about street lamps"},
	} {
		w := suggestiontest.New(t, "hunan-city")
		text := suggestion.WriteText{Title: row.typed, Situation: "一段\n\t又一段", Requests: []string{"甲\n乙"}}
		c := &suggestion.Case{}
		if _, err := suggestion.Apply(c, suggestion.Step{Actor: w.Actor("plain"), Do: "start_draft", Cmd: &suggestion.StartDraft{WriteText: text}, Env: w.Env()}); err != nil {
			t.Errorf("%s: %v", row.name, err)
			continue
		}
		if got := c.Text; got.Title != row.kept || got.Situation != "一段\n\t又一段" || got.Requests[0] != "甲\n乙" {
			t.Errorf("%s: kept %q, %q, %q", row.name, got.Title, got.Situation, got.Requests)
		}
	}
	plan := suggestion.Plan{Plan: "七月\n摸底", People: []suggestion.Duty{{Level: "head", Name: "甲\t乙"}}}
	if err := suggestion.CheckShape(&plan); err != nil || plan.People[0].Name != "甲 乙" || plan.Plan != "七月\n摸底" {
		t.Errorf("in a row: %v %+v", err, plan)
	}
}

// A text is too long as a whole or in one part, and is told so once.
func TestATextThatIsTooLongIsToldOnce(t *testing.T) {
	long := func(n int) string { return strings.Repeat("长", n) }
	for _, row := range []struct {
		name string
		text suggestion.WriteText
		want int
	}{
		{"all that is taken", suggestion.WriteText{Situation: long(20_000)}, 0},
		{"one part", suggestion.WriteText{Situation: long(100_000)}, 1},
		{"the parts together", suggestion.WriteText{Situation: long(15_000), Analysis: long(15_000)}, 1},
		{"one request", suggestion.WriteText{Requests: []string{long(20_001)}}, 1},
	} {
		w := suggestiontest.New(t, "hunan-city")
		_, err := suggestion.Apply(&suggestion.Case{}, suggestion.Step{Actor: w.Actor("plain"), Do: "start_draft", Cmd: &suggestion.StartDraft{WriteText: row.text}, Env: w.Env()})
		got := 0
		if f, ok := fault.As(err); ok {
			for _, x := range f.Fields {
				if x.Key == "field.too_long" {
					got++
				}
			}
		}
		if got != row.want {
			t.Errorf("%s: %d complaints, not %d", row.name, got, row.want)
		}
	}
}
